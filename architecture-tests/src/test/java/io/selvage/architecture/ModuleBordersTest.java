package io.selvage.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.selvage.architecture.Reactor.Source;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/** Who may use whom: the table of {@link Module}. */
class ModuleBordersTest {

    private static JavaClasses main;
    private static JavaClasses all;

    @BeforeAll
    static void readClasses() throws IOException {
        main = Reactor.main();
        all = Reactor.all();
    }

    @Test
    void everyModuleStandsInTheTable() throws IOException {
        assertThat(Reactor.modules())
                .hasSizeGreaterThan(10)
                .allSatisfy(module ->
                        assertThat(Module.in(module.name())).as(module.name()).isPresent());
    }

    @Test
    void theClassesOfAModuleStandInItsPackages() {
        assertThat(all.stream()
                        .filter(type -> !Module.of(type.getPackageName()).equals(Module.in(Reactor.directoryOf(type))))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> aModuleUsesOnlyWhatTheTableAllows() throws IOException {
        return Reactor.modules().stream()
                .map(Source::name)
                .map(name -> DynamicTest.dynamicTest(name, () -> checkUses(name)));
    }

    private static void checkUses(String directory) {
        var owner = Module.in(directory).orElseThrow();
        var forbidden = main.stream()
                .filter(type -> Reactor.directoryOf(type).equals(directory))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> isForbidden(owner, use))
                .map(Dependency::getDescription);

        assertThat(forbidden).as("what %s uses against the table", directory).isEmpty();
    }

    private static boolean isForbidden(Module owner, Dependency use) {
        var target = use.getTargetClass().getBaseComponentType().getPackageName();
        return target.startsWith("io.selvage")
                && Module.of(target).map(used -> !owner.mayUse(used)).orElse(true);
    }

    @Test
    void contractsUseNothingButJacksonAndSpringsHttpInterfaces() {
        classes()
                .that()
                .resideInAPackage("io.selvage.contracts..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "io.selvage.contracts..",
                                "java..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.annotation..",
                                "tools.jackson..",
                                "org.springframework.http..",
                                "org.springframework.web.bind.annotation..",
                                "org.springframework.web.service.annotation..",
                                "org.snakeyaml.engine..")
                        .or(belongToAnyOf(MultiValueMap.class, MultipartFile.class)))
                .because("drivers, tools and tests take the wire's records without a framework")
                .check(main);
    }

    @Test
    void springStaysOutOfTheBusAndTheStore() {
        noClasses()
                .that()
                .resideInAnyPackage("io.selvage.bus..", "io.selvage.mqtt..", "io.selvage.store..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."))
                .because("they are made by hand, in a test or a tool as well as in a service")
                .check(main);
    }

    @Test
    void aLibraryForATransportOrAProtocolStaysInItsModule() {
        onlyIn("org.eclipse.paho..", "io.selvage.mqtt..", "io.selvage.bus.mqtt..", "io.selvage.device.mqtt..");
        onlyIn("org.apache.activemq..", "io.selvage.box.broker..");
        onlyIn("com.digitalpetri..", "io.selvage.device.modbus..");
        onlyIn("org.sqlite..", "io.selvage.store..");
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that(DescribedPredicate.not(
                        resideInAnyPackage(packages).or(resideInAPackage("io.selvage.benchmarks.."))))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because("another library must be able to take its place")
                .check(main);
    }
}
