package dev.quintet.gateway.openapi;

import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A service's own OpenAPI document.
 *
 * @param service as the routes call it
 */
record ServiceDocument(String service, ObjectNode document) {
    static final String COMPONENTS = "components";
    private static final String REF = "$ref";
    private static final String LOCAL = "#/components/";

    /**
     * Names components as they are to be called in a document that has others already: {@code TaskInstant} for
     * {@code Instant} of the service {@code task}, if there is another {@code Instant} that says something else.
     *
     * @param taken the components of that document
     */
    void renameClashes(JsonNode taken) {
        Set<String> clashes = clashes(taken);
        if (clashes.isEmpty()) {
            return;
        }
        ObjectNode components = (ObjectNode) document.get(COMPONENTS);
        for (String clash : clashes) {
            String section = clash.substring(0, clash.indexOf('/'));
            String name = clash.substring(section.length() + 1);
            ObjectNode of = (ObjectNode) components.get(section);
            of.set(renamed(name), of.remove(name));
        }
        rewrite(document, clashes);
    }

    /** Those that say something else, and those that refer to one of them. */
    private Set<String> clashes(JsonNode taken) {
        Set<String> clashes = new TreeSet<>();
        boolean more = true;
        while (more) {
            int before = clashes.size();
            document.path(COMPONENTS)
                    .properties()
                    .forEach(section -> section.getValue().properties().forEach(component -> {
                        JsonNode other = taken.path(section.getKey()).path(component.getKey());
                        boolean differs = !other.isMissingNode() && !other.equals(component.getValue());
                        if (differs || (!other.isMissingNode() && refersTo(component.getValue(), clashes))) {
                            clashes.add(section.getKey() + "/" + component.getKey());
                        }
                    }));
            more = clashes.size() > before;
        }
        return clashes;
    }

    private String renamed(String name) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1) + name;
    }

    private static boolean refersTo(JsonNode node, Set<String> components) {
        if (node.path(REF).isTextual()
                && components.contains(component(node.get(REF).asText()))) {
            return true;
        }
        for (JsonNode child : node) {
            if (refersTo(child, components)) {
                return true;
            }
        }
        return false;
    }

    private void rewrite(JsonNode node, Set<String> components) {
        if (node.path(REF).isTextual()) {
            String component = component(node.get(REF).asText());
            if (components.contains(component)) {
                String section = component.substring(0, component.indexOf('/') + 1);
                ((ObjectNode) node).put(REF, LOCAL + section + renamed(component.substring(section.length())));
            }
        }
        node.forEach(child -> rewrite(child, components));
    }

    /** {@code schemas/Instant} of {@code #/components/schemas/Instant}; empty for any other reference. */
    static String component(String reference) {
        return reference.startsWith(LOCAL) ? reference.substring(LOCAL.length()) : "";
    }

    /** Empties what refers to a component that is not there, so that the document stands; gives what was missing. */
    static Set<String> mendDangling(ObjectNode document) {
        Set<String> missing = new TreeSet<>();
        mend(document, document, missing);
        return missing;
    }

    private static void mend(ObjectNode document, JsonNode node, Set<String> missing) {
        if (node.path(REF).isTextual()) {
            String reference = node.get(REF).asText();
            if (reference.startsWith("#/")
                    && document.at(reference.substring(1)).isMissingNode()) {
                missing.add(reference);
                ((ObjectNode) node).remove(REF);
            }
        }
        node.forEach(child -> mend(document, child, missing));
    }
}
