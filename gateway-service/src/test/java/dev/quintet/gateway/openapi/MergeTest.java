package dev.quintet.gateway.openapi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.route.RoutesConfig;
import dev.quintet.gateway.route.Routing;
import dev.quintet.gateway.route.ServicesConfig;

import static org.assertj.core.api.Assertions.assertThat;

class MergeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Routing routing = routing(Map.of(
            "quintet.gateway.services.one.url", "http://h:1",
            "quintet.gateway.services.two.url", "http://h:2",
            "quintet.gateway.routes.one.service", "one",
            "quintet.gateway.routes.one.paths", "/one/**",
            "quintet.gateway.routes.two.service", "two",
            "quintet.gateway.routes.two.paths", "/two/**",
            "quintet.gateway.routes.two.read", "public",
            "quintet.gateway.routes.two.rate", "off"));
    private final Merge merge =
            new Merge(routing, json("{'openapi':'3.1.0','components':{'securitySchemes':{'ApiKey':{}}}}"));

    private static Routing routing(Map<String, String> config) {
        var built = new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(RoutesConfig.class)
                .withMapping(ServicesConfig.class)
                .withSources(new PropertiesConfigSource(config, "test", 100))
                .build();
        return Routing.of(built.getConfigMapping(RoutesConfig.class), built.getConfigMapping(ServicesConfig.class));
    }

    private static ObjectNode json(String quoted) {
        try {
            return (ObjectNode) MAPPER.readTree(quoted.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private void add(String service, String document) {
        merge.add(new ServiceDocument(service, json(document)));
    }

    @Test
    void onlyPathsThatTheGatewayPassesToTheServiceAreThere() {
        add("one", "{'paths':{'/one/{id}':{'get':{}},'/two/x':{'get':{}},'/q/health':{'get':{}}}}");
        JsonNode merged = merge.finish(List.of());
        assertThat(merged.path("paths").fieldNames()).toIterable().containsExactly("/one/{id}");
        assertThat(merged.has("x-quintet-absent")).isFalse();
    }

    @Test
    void equalComponentsAreOneAndDifferentOnesGetTheServicesName() {
        String document =
                "{'paths':{'/%1$s/x':{'get':{'responses':{'200':{'schema':{'$ref':'#/components/schemas/Page'}}}}}},"
                        + "'components':{'schemas':{'Same':{'type':'string'},'Item':{'type':'%2$s'},"
                        + "'Page':{'items':{'$ref':'#/components/schemas/Item'}}}}}";
        add("one", document.formatted("one", "string"));
        add("two", document.formatted("two", "integer"));
        JsonNode merged = merge.finish(List.of());
        JsonNode schemas = merged.at("/components/schemas");
        assertThat(schemas.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Same", "Item", "Page", "TwoItem", "TwoPage");
        assertThat(schemas.at("/Item/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/TwoItem/type").asText()).isEqualTo("integer");
        assertThat(schemas.at("/TwoPage/items/$ref").asText()).isEqualTo("#/components/schemas/TwoItem");
        assertThat(merged.at("/paths/~1two~1x/get/responses/200/schema/$ref").asText())
                .isEqualTo("#/components/schemas/TwoPage");
        assertThat(merged.at("/paths/~1one~1x/get/responses/200/schema/$ref").asText())
                .isEqualTo("#/components/schemas/Page");
    }

    @Test
    void operationIdsAreUniqueHoweverOftenTheyWereGiven() {
        add(
                "one",
                "{'paths':{'/one/a':{'get':{'operationId':'list'},'post':{'operationId':'list'}},'/one/b':{'get':{}}}}");
        add("two", "{'paths':{'/two/a':{'get':{'operationId':'list'}}}}");
        JsonNode merged = merge.finish(List.of());
        assertThat(merged.findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder("list", "one_list", "get_one_b", "two_list");
    }

    @Test
    void whoMayCallIsToldAsTheRoutesSay() {
        add("one", "{'paths':{'/one/a':{'get':{},'delete':{}}},'components':{'securitySchemes':{'Own':{}}}}");
        add("two", "{'paths':{'/two/a':{'get':{'security':[{'Own':[]}]}}}}");
        JsonNode merged = merge.finish(List.of("three"));
        assertThat(merged.at("/paths/~1one~1a/get/security").toString()).isEqualTo("[{\"ApiKey\":[]}]");
        assertThat(merged.at("/paths/~1one~1a/get/x-quintet-roles").toString()).isEqualTo("[\"viewer\"]");
        assertThat(merged.at("/paths/~1one~1a/delete/x-quintet-roles").toString())
                .isEqualTo("[\"operator\"]");
        assertThat(merged.at("/paths/~1one~1a/get/responses").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("401", "403", "429", "default");
        assertThat(merged.at("/paths/~1two~1a/get/security").toString()).isEqualTo("[]");
        assertThat(merged.at("/paths/~1two~1a/get/responses").fieldNames())
                .toIterable()
                .containsExactly("default");
        assertThat(merged.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactly("ApiKey");
        assertThat(merged.path("x-quintet-absent").toString()).isEqualTo("[\"three\"]");
    }

    @Test
    void aJsonBodyWithoutAnExampleGetsOneOfTheFormOfItsSchema() {
        add(
                "one",
                "{'paths':{'/one/a':{'post':{"
                        + "'requestBody':{'content':{'application/json':{'schema':{'$ref':'#/components/schemas/Wish'}}}},"
                        + "'responses':{'200':{'content':{'application/json':{'schema':{'type':'array',"
                        + "'items':{'$ref':'#/components/schemas/Node'}}},'text/csv':{'schema':{'type':'string'}}}},"
                        + "'201':{'content':{'application/json':{'schema':{'type':'string'},'example':'own'}}}}}}},"
                        + "'components':{'schemas':{"
                        + "'Wish':{'type':'object','properties':{'role':{'enum':['viewer','admin']},"
                        + "'until':{'type':['string','null'],'format':'date-time'},'rows':{'type':'integer','minimum':5},"
                        + "'rate':{'type':'number'},'on':{'type':'boolean'},'size':{'type':'integer','default':7},"
                        + "'name':{'anyOf':[{'type':'null'},{'type':'string','examples':['ada']}]}}},"
                        + "'Node':{'allOf':[{'type':'object','properties':{'id':{'type':'string','format':'uuid'}}}],"
                        + "'properties':{'below':{'type':'array','items':{'$ref':'#/components/schemas/Node'}}}}}}}");
        JsonNode merged = merge.finish(List.of());
        JsonNode post = merged.at("/paths/~1one~1a/post");
        assertThat(post.at("/requestBody/content/application~1json/example").toString())
                .isEqualTo(json("{'role':'viewer','until':'2026-03-01T12:00:00Z','rows':5,'rate':1.5,'on':true,"
                                + "'size':7,'name':'ada'}")
                        .toString());
        JsonNode node = post.at("/responses/200/content/application~1json/example/0");
        assertThat(node.path("id").asText()).hasSize(36);
        assertThat(node.at("/below/0/below").isArray()).isTrue();
        assertThat(post.at("/responses/200/content/text~1csv/example").isMissingNode())
                .isTrue();
        assertThat(post.at("/responses/201/content/application~1json/example").asText())
                .isEqualTo("own");
    }

    @Test
    void whatRefersToNothingIsEmptiedAndNamed() {
        ObjectNode document =
                json("{'a':{'$ref':'#/components/schemas/Gone'},'b':{'$ref':'#/c'},'c':{},'d':{'$ref':'http://e/f'}}");
        Set<String> missing = ServiceDocument.mendDangling(document);
        assertThat(missing).containsExactly("#/components/schemas/Gone");
        assertThat(document.toString())
                .isEqualTo("{\"a\":{},\"b\":{\"$ref\":\"#/c\"},\"c\":{},\"d\":{\"$ref\":\"http://e/f\"}}");
    }
}
