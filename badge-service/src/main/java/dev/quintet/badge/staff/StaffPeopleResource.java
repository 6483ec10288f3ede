package dev.quintet.badge.staff;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.quintet.badge.paging.PageQuery;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.Answer;
import dev.quintet.common.api.badge.BadgeKey;
import dev.quintet.common.api.badge.BracketName;
import dev.quintet.common.api.badge.Reason;
import dev.quintet.common.api.badge.StaffBadge;
import dev.quintet.common.api.badge.StaffPerson;
import dev.quintet.common.security.Roles;

/** The staff's console: people and badges. */
@Path("/badge/staff")
@RolesAllowed(Roles.OPERATOR)
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "badge staff")
public class StaffPeopleResource {
    private final StaffPeople people;
    private final SecurityIdentity caller;

    StaffPeopleResource(StaffPeople people, SecurityIdentity caller) {
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Path("/users")
    @Operation(operationId = "listBadgeUsers", summary = "People, newest first")
    public Answer<List<StaffPerson>> users(
            @BeanParam PageQuery query,
            @QueryParam("name") @Parameter(description = "only of this Discord name or id", example = "mallory")
                    String name) {
        return Answer.rows(people.people(Optional.ofNullable(name), query.page(Sort.RECENT)));
    }

    @GET
    @Path("/badges")
    @Operation(operationId = "listBadges", summary = "Claimed badges, newest first")
    public Answer<List<StaffBadge>> badges(
            @BeanParam PageQuery query,
            @QueryParam("user") @Parameter(description = "only of this person", example = "7") Long user) {
        return Answer.rows(people.badges(Optional.ofNullable(user), query.page(Sort.RECENT)));
    }

    @POST
    @Path("/users/{id:[0-9]{1,18}}/achievements/{achievement:[0-9]{1,9}}")
    @Operation(operationId = "awardAchievement", summary = "Gives a person an achievement")
    @APIResponse(responseCode = "200", description = "true, or false if the person had it already")
    @APIResponse(responseCode = "404", description = "There is no such person or achievement")
    public Answer<Boolean> award(
            @PathParam("id") long id, @PathParam("achievement") int achievement, @NotNull @Valid Reason reason) {
        return Answer.of(people.award(name(), id, achievement, reason.reason()));
    }

    @POST
    @Path("/users/{id:[0-9]{1,18}}/achievements/{achievement:[0-9]{1,9}}/revoke")
    @Operation(operationId = "revokeAchievement", summary = "Takes an achievement away")
    @APIResponse(responseCode = "404", description = "The person has no such achievement")
    public Answer<Boolean> revoke(
            @PathParam("id") long id, @PathParam("achievement") int achievement, @NotNull @Valid Reason reason) {
        people.revoke(name(), id, achievement, reason.reason());
        return Answer.of(true);
    }

    @PUT
    @Path("/users/{id:[0-9]{1,18}}/bracket")
    @Operation(operationId = "setBracket", summary = "Puts a person in a bracket, with null in none")
    @APIResponse(responseCode = "404", description = "There is no such person or bracket")
    public Answer<BracketName> setBracket(@PathParam("id") long id, @NotNull @Valid BracketName bracket) {
        people.setBracket(name(), id, Optional.ofNullable(bracket.bracket()));
        return Answer.of(bracket);
    }

    @POST
    @Path("/badges/{id:[0-9]{1,18}}/key")
    @Operation(operationId = "replaceBadgeKey", summary = "A new key for a badge; the old one is worth nothing")
    @APIResponse(responseCode = "404", description = "There is no such badge")
    public Answer<BadgeKey> newKey(@PathParam("id") long id) {
        return Answer.of(new BadgeKey(HexFormat.of().formatHex(people.newKey(name(), id))));
    }

    @DELETE
    @Path("/badges/{id:[0-9]{1,18}}/key")
    @Operation(operationId = "revokeBadgeKey", summary = "The badge's key is worth nothing from now on")
    @APIResponse(responseCode = "404", description = "There is no such badge")
    public Answer<Boolean> revokeKey(@PathParam("id") long id) {
        people.revokeKey(name(), id);
        return Answer.of(true);
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
