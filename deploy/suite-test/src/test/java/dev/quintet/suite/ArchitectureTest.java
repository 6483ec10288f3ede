package dev.quintet.suite;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The house rules that hold for every module; see {@code docs/adr/0001-house-rules.md}. */
class ArchitectureTest {
    private static final List<String> SERVICES =
            List.of("gateway", "task", "backendify", "badge", "workload", "anomaly");
    private static final List<String> ROLE_ANNOTATIONS = List.of(
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.PermitAll",
            "jakarta.annotation.security.DenyAll");
    private static final Set<String> VERBS = Set.of(
            "jakarta.ws.rs.GET",
            "jakarta.ws.rs.POST",
            "jakarta.ws.rs.PUT",
            "jakarta.ws.rs.DELETE",
            "jakarta.ws.rs.PATCH",
            "jakarta.ws.rs.HEAD",
            "jakarta.ws.rs.OPTIONS");

    static final ArchRule noServiceKnowsAnother = slices().matching(
                    "dev.quintet.(gateway|task|backendify|badge|workload|anomaly)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther();

    static final ArchRule commonLibKnowsNoService = noClasses()
            .that()
            .resideInAPackage("dev.quintet.common..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages());

    static final ArchRule servicesDoNotKnowTheLocalStack = noClasses()
            .that()
            .resideInAnyPackage(packages())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.quintet.local..");

    static final ArchRule packagesAreFeaturesNotLayers = noClasses()
            .should()
            .resideInAnyPackage(
                    "..controller..",
                    "..controllers..",
                    "..service..",
                    "..services..",
                    "..repository..",
                    "..repositories..",
                    "..dao..",
                    "..util..",
                    "..utils..",
                    "..helper..",
                    "..impl..");

    static final ArchRule namesSayWhatAClassIs =
            noClasses().that().areTopLevelClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)");

    static final ArchRule everyEndpointDeclaresItsRole =
            methods().that(areEndpoints()).should(declareARole());

    static final ArchRule endpointsAreInResources = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .and()
            .resideInAPackage("dev.quintet..")
            .should()
            .haveSimpleNameEndingWith("Resource");

    static final ArchRule noInternalsOfVertx = noClasses()
            .that()
            // Replaces the decoder of a connection before its first byte, see ADR 20.
            .doNotHaveFullyQualifiedName("dev.quintet.gateway.proxy.Channels")
            .and()
            // Takes the accepting channel from a connection, see ADR 43.
            .doNotHaveFullyQualifiedName("dev.quintet.backendify.company.ConnectionLimit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.impl..", "io.vertx.core.net.impl..");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.quintet");

    @TestFactory
    Stream<DynamicTest> theHouseRulesHold() {
        return Stream.of(
                        noServiceKnowsAnother,
                        commonLibKnowsNoService,
                        servicesDoNotKnowTheLocalStack,
                        packagesAreFeaturesNotLayers,
                        namesSayWhatAClassIs,
                        everyEndpointDeclaresItsRole,
                        endpointsAreInResources,
                        noInternalsOfVertx)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }

    @Test
    void everyModuleIsLookedAt() {
        for (String service : SERVICES) {
            assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                    .anyMatch(name -> name.startsWith("dev.quintet." + service + "."));
        }
    }

    private static String[] packages() {
        return SERVICES.stream().map(name -> "dev.quintet." + name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe("are endpoints", method -> method.getAnnotations().stream()
                .anyMatch(annotation -> VERBS.contains(annotation.getRawType().getName())));
    }

    private static ArchCondition<JavaMethod> declareARole() {
        return new ArchCondition<>("declare a role, or that they are public") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass owner = method.getOwner();
                boolean declared = ROLE_ANNOTATIONS.stream()
                        .anyMatch(role -> method.isAnnotatedWith(role) || owner.isAnnotatedWith(role));
                events.add(
                        declared
                                ? satisfied(method, method.getFullName())
                                : violated(method, method.getFullName() + " declares neither a role nor @PermitAll"));
            }
        };
    }
}
