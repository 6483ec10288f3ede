package dev.quintet.suite;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;

import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house rules that hold for every module; see {@code docs/adr/0001-house-rules.md}. */
@AnalyzeClasses(packages = "dev.quintet", importOptions = ImportOption.DoNotIncludeTests.class)
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

    @ArchTest
    static final ArchRule noServiceKnowsAnother = slices().matching(
                    "dev.quintet.(gateway|task|backendify|badge|workload|anomaly)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule commonLibKnowsNoService = noClasses()
            .that()
            .resideInAPackage("dev.quintet.common..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages());

    @ArchTest
    static final ArchRule servicesDoNotKnowTheLocalStack = noClasses()
            .that()
            .resideInAnyPackage(packages())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.quintet.local..");

    @ArchTest
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

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().that().areTopLevelClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)");

    @ArchTest
    static final ArchRule everyEndpointDeclaresItsRole =
            methods().that(areEndpoints()).should(declareARole());

    @ArchTest
    static final ArchRule endpointsAreInResources = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .and()
            .resideInAPackage("dev.quintet..")
            .should()
            .haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule noInternalsOfVertx = noClasses()
            .that()
            // Replaces the decoder of a connection before its first byte, see ADR 20.
            .doNotHaveFullyQualifiedName("dev.quintet.gateway.proxy.FrontVerticle")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.impl..", "io.vertx.core.net.impl..");

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
