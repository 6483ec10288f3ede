package dev.quintet.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * The environment variables that a service heeds, found in its code: those of its configuration interfaces, and those
 * that its sources and settings name.
 */
final class ServiceSettings {
    private static final String MAPPING = "io.smallrye.config.ConfigMapping";
    private static final Pattern NAMED = Pattern.compile("(?:\\$\\{|\")([A-Z][A-Z0-9_]{3,})(?=[}:\"])");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(name = \"([^\"]+)\"");
    private static final Pattern HTTP_PORT = Pattern.compile("(?m)^quarkus\\.http\\.port=(\\d+)$");
    /** Of an image: health and metrics are there, if it has one. */
    private static final Pattern MANAGEMENT_PORT =
            Pattern.compile("(?m)^quarkus\\.jib\\.environment-variables\\.QUINTET_[A-Z]+_MANAGEMENT_PORT=(\\d+)$");

    /** What is found is the same for every test; finding it reads every class. */
    private static final Map<String, ServiceSettings> KNOWN = new ConcurrentHashMap<>();

    private final Path module;
    private final Set<String> named = new HashSet<>();
    private final List<Pattern> mapped = new ArrayList<>();

    private ServiceSettings(Path module) {
        this.module = module;
    }

    /** Of the service with this short name, such as {@code task}. */
    static ServiceSettings of(String service) {
        return KNOWN.computeIfAbsent(service, ServiceSettings::read);
    }

    private static ServiceSettings read(String service) {
        try {
            return readModule(service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceSettings readModule(String service) throws IOException {
        Path module = Project.folder().resolve(service + "-service");
        ServiceSettings settings = new ServiceSettings(module);
        for (Path root : List.of(module, Project.folder().resolve("common-lib"))) {
            settings.readNames(root.resolve("src/main"));
            for (JavaClass type : new ClassFileImporter().importPath(root.resolve("target/classes"))) {
                if (type.isAnnotatedWith(MAPPING)) {
                    String prefix = type.getAnnotationOfType(MAPPING)
                            .get("prefix")
                            .orElseThrow()
                            .toString();
                    settings.readMapping(prefix, type);
                }
            }
        }
        return settings;
    }

    /** Whether the service reads this variable. */
    boolean heeds(String variable) {
        return named.contains(variable)
                || mapped.stream().anyMatch(name -> name.matcher(variable).matches());
    }

    /** Where it listens by default. */
    int port() throws IOException {
        return find(HTTP_PORT).orElseThrow(() -> new AssertionError("no port in " + module));
    }

    /** Where its image answers for its health and its metrics. */
    int managementPort() throws IOException {
        Optional<Integer> own = find(MANAGEMENT_PORT);
        return own.isPresent() ? own.get() : port();
    }

    private Optional<Integer> find(Pattern setting) throws IOException {
        Matcher port = setting.matcher(Files.readString(module.resolve("src/main/resources/application.properties")));
        return port.find() ? Optional.of(Integer.parseInt(port.group(1))) : Optional.empty();
    }

    private void readNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".properties"))
                    .forEach(this::readNamesOf);
        }
    }

    private void readNamesOf(Path file) {
        try {
            String text = Files.readString(file);
            NAMED.matcher(text).results().forEach(name -> named.add(name.group(1)));
            INJECTED.matcher(text).results().forEach(name -> mapped.add(variable(name.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readMapping(String prefix, JavaClass type) {
        for (JavaMethod method : type.getMethods()) {
            String name = method.tryGetAnnotationOfType("io.smallrye.config.WithName")
                    .flatMap(ServiceSettings::value)
                    .orElseGet(() -> kebab(method.getName()));
            boolean parent = method.isAnnotatedWith("io.smallrye.config.WithParentName");
            readSetting(parent ? prefix : prefix + "." + name, method.getReturnType());
        }
    }

    private void readSetting(String key, JavaType type) {
        if (type instanceof JavaParameterizedType generic && type.toErasure().isEquivalentTo(Optional.class)) {
            readSetting(key, generic.getActualTypeArguments().get(0));
        } else if (type instanceof JavaParameterizedType generic
                && type.toErasure().isEquivalentTo(Map.class)) {
            readSetting(key + ".*", generic.getActualTypeArguments().get(1));
        } else if (type.toErasure().isInterface()
                && type.toErasure().getPackageName().startsWith("dev.quintet")) {
            readMapping(key, type.toErasure());
        } else {
            mapped.add(variable(key));
        }
    }

    private static Optional<String> value(JavaAnnotation<?> annotation) {
        return annotation.get("value").map(Object::toString);
    }

    private static Pattern variable(String key) {
        return Pattern.compile(
                key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_").replace("*", "[A-Z0-9_]+"));
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
