package dev.quintet.badge.paging;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of every list. They are read as text: a wrong one is then a 400 that says what is allowed. */
public final class PageQuery {
    @QueryParam("page")
    @Parameter(description = "1 to 100000", schema = @Schema(type = SchemaType.INTEGER, defaultValue = "1"))
    String page;

    @QueryParam("pageSize")
    @Parameter(description = "1 to 100", schema = @Schema(type = SchemaType.INTEGER, defaultValue = "10"))
    String pageSize;

    @QueryParam("sortBy")
    @Parameter(
            description = "best: score descending, duration ascending, first come",
            schema = @Schema(enumeration = {"best", "worst", "recent", "stale", "asc", "desc"}))
    String sortBy;

    /** The page asked for. Wrong values are 400. */
    public Page page(Sort byDefault) {
        return new Page(number(page, 1), number(pageSize, 10), Sort.parse(sortBy, byDefault));
    }

    /** Text that is no number becomes 0, which no bound allows, so that one place words the refusal. */
    private static int number(String text, int byDefault) {
        if (text == null) {
            return byDefault;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
