package dev.quintet.badge.paging;

import java.util.List;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.common.api.badge.Answer;

/** The original sent lists as a JSON string inside JSON; firmware that cannot change asks for that by its media type. */
@Provider
public class LegacyLists implements ContainerResponseFilter {
    /** The media type of the original's lists. */
    public static final String MEDIA_TYPE = "application/vnd.ckc.v1+json";

    private static final MediaType LEGACY = MediaType.valueOf(MEDIA_TYPE);

    private final ObjectMapper json;

    LegacyLists(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Answer<?> answer
                && answer.data() instanceof List<?> rows
                && LEGACY.isCompatible(response.getMediaType())) {
            // As text: the endpoint's declared type would have a list written here.
            response.setEntity(encode(new Answer<>(answer.status(), encode(rows))));
        }
    }

    private String encode(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer that cannot be written as JSON", impossible);
        }
    }
}
