package dev.quintet.badge.discord;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.audit.Audit;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.DiscordMessage;
import dev.quintet.common.security.Roles;

/** The staff's console: messages to Discord. */
@Path("/badge/staff/messages")
@RolesAllowed(Roles.OPERATOR)
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badge staff")
public class MessagesResource {
    private final MessageStore store;
    private final Notifier notifier;
    private final Database database;
    private final Audit audit;
    private final SecurityIdentity caller;

    MessagesResource(MessageStore store, Notifier notifier, Database database, Audit audit, SecurityIdentity caller) {
        this.store = store;
        this.notifier = notifier;
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listDiscordMessages",
            summary = "Messages to Discord and what became of them, newest first")
    public Answer<List<DiscordMessage>> list(@BeanParam PageQuery query) {
        return Answer.rows(store.list(query.page(Sort.RECENT)));
    }

    @POST
    @Path("/resume")
    @Operation(operationId = "resumeDiscordMessages", summary = "The webhook that Discord said was gone is right again")
    public Answer<Boolean> resume() {
        database.run(session ->
                audit.write(session, caller.getPrincipal().getName(), "messages.resume", "webhook", Map.of()));
        notifier.resume();
        return Answer.of(true);
    }
}
