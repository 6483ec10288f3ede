package dev.quintet.task.item;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

import dev.quintet.common.api.task.ItemRequest;
import dev.quintet.common.api.task.ItemView;
import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.security.Roles;
import dev.quintet.task.queue.StoredTask;
import dev.quintet.task.queue.TaskJson;
import dev.quintet.task.submission.TaskResource;
import dev.quintet.task.submission.WholeText;

/** Items, as the original system had them: {@code /items/} and {@code /items} are the same. */
@Path("/items")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Items")
public class ItemResource {
    private static final String REQUEST = """
            {"id":5,"name":"lamp","price":10.0,"tax":0.2}""";
    private static final String ITEM =
            """
            {"id":5,"name":"lamp","description":null,"price":10.0,"tax":0.2,"price_with_tax":12.0}""";
    private final Items items;
    private final ItemProcessing processing;

    ItemResource(Items items, ItemProcessing processing) {
        this.items = items;
        this.processing = processing;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "createItem",
            summary = "Have an item processed: 200 with the item, or 202 with the task's address after 10 s")
    @RequestBody(content = @Content(schema = @Schema(implementation = ItemRequest.class), example = REQUEST))
    @APIResponse(
            responseCode = "200",
            description = "Processed",
            content = @Content(schema = @Schema(implementation = ItemView.class), example = ITEM))
    @APIResponse(responseCode = "202", description = "Not yet processed; Location has the address of its task")
    @APIResponse(responseCode = "422", description = "A value is wrong; errors names each field")
    @APIResponse(responseCode = "429", description = "Too much waits; Retry-After says when to come again")
    @APIResponse(responseCode = "500", description = "It could not be processed")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<Response> create(@NotNull(message = "is required") @Valid ItemRequest item) {
        requireFinite(item);
        requireWhole("name", item.name());
        requireWhole("description", item.description());
        Uni<ItemRequest> numbered = item.id() != null
                ? Uni.createFrom().item(item)
                : Uni.createFrom()
                        .completionStage(items::drawId)
                        .map(id -> new ItemRequest(id, item.name(), item.description(), item.price(), item.tax()));
        return numbered.chain(processing::process).map(ItemResource::answer);
    }

    private static Response answer(StoredTask task) {
        return switch (task.state()) {
            case SUCCEEDED ->
                Response.ok(TaskJson.read(task.text("result").orElseThrow(), ItemView.class))
                        .build();
            case FAILED, DEAD, CANCELLED ->
                throw ProblemException.of(
                        500,
                        "item-not-processed",
                        "The item could not be processed; its task " + task.id() + " is " + task.state() + ".");
            case WAITING, DELAYED, RUNNING ->
                Response.accepted()
                        .header(HttpHeaders.LOCATION, TaskResource.address(task.id()))
                        .build();
        };
    }

    /** JSON has no infinity, but 1e999 is one when read, and two large numbers make one when multiplied. */
    private static void requireFinite(ItemRequest item) {
        if (!Double.isFinite(item.price())) {
            throw ProblemException.invalid(List.of(FieldError.body("price", "must be a finite number")));
        }
        if (item.tax() != null && !Double.isFinite(ItemProcess.withTax(item.price(), item.tax()))) {
            throw ProblemException.invalid(List.of(FieldError.body("tax", "makes no finite price")));
        }
    }

    private static void requireWhole(String field, String text) {
        if (!WholeText.is(text)) {
            throw ProblemException.invalid(List.of(FieldError.body(field, WholeText.WRONG)));
        }
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getItem", summary = "A stored item")
    @APIResponse(
            responseCode = "200",
            description = "The item",
            content = @Content(schema = @Schema(implementation = ItemView.class), example = ITEM))
    @APIResponse(responseCode = "404", description = "There is no item of this id")
    @APIResponse(responseCode = "422", description = "The id is no integer")
    @APIResponse(responseCode = "503", description = "Redis is away or full; Retry-After says when to come again")
    public Uni<ItemView> get(@RestPath String id) {
        long number = number(id);
        return Uni.createFrom().completionStage(() -> items.find(number)).map(ItemResource::found);
    }

    private static ItemView found(Optional<ItemView> item) {
        return item.orElseThrow(() -> ProblemException.of(404, "not-found", "There is no item of this id."));
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException noNumber) {
            throw ProblemException.invalid(List.of(new FieldError(List.of("path", "item_id"), "must be an integer")));
        }
    }
}
