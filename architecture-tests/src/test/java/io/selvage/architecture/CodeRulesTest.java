package io.selvage.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.selvage.contracts.error.EdgeException;
import io.selvage.service.secret.SecretStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Calendar;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules inside modules that no compiler flag checks. */
class CodeRulesTest {

    private static JavaClasses main;
    private static JavaClasses all;

    @BeforeAll
    static void readClasses() throws IOException {
        main = Reactor.main();
        all = Reactor.all();
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.selvage.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package that cannot be read alone is no package")
                .check(main);
    }

    @Test
    void controllersStoresAndConfigurationsAreHidden() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .or()
                .haveSimpleNameEndingWith("Store")
                .or()
                .haveSimpleNameEndingWith("Configuration")
                .and(DescribedPredicate.not(resideInAnyPackage("io.selvage.store..")))
                .and(DescribedPredicate.not(belongToAnyOf(SecretStore.class))) // a port for all services
                .should()
                .notBePublic()
                .because("others come in through a feature's rules, its public plural noun")
                .check(main);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .because("a constructor says what a class needs, and a test can give it")
                .check(main);
    }

    @Test
    void nothingIsKeptInStaticVariables() {
        fields().that()
                .areStatic()
                .should()
                .haveModifier(FINAL)
                .because("several services live in one JVM, and several of one in a test")
                .check(main);
    }

    @Test
    void onlyOneExceptionIsPublic() {
        noClasses()
                .that()
                .areAssignableTo(Throwable.class)
                .and()
                .doNotBelongToAnyOf(EdgeException.class)
                .should()
                .bePublic()
                .because("whoever calls another module handles kinds, not types")
                .check(main);
    }

    @Test
    void nothingIsPrintedPastTheLog() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage("io.selvage.benchmarks..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("an operator reads one log; a command line is handed its streams by main alone")
                .check(all);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because("waiting for a condition is quicker and does not fail on a slow day")
                .check(all);
    }

    @Test
    void nothingUsesTheOldDates() {
        noClasses()
                .that(DescribedPredicate.not(belongToAnyOf(CodeRulesTest.class)))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class, Calendar.class, java.sql.Date.class, java.sql.Timestamp.class)
                .because("java.time is immutable and says which clock it means")
                .check(all);
    }

    @Test
    void lettersChangeCaseTheSameEverywhere() {
        noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .because("in a Turkish locale I and i are no pair; give Locale.ROOT")
                .check(all);
    }
}
