package io.sluice.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.sluice.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.sluice.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule routesAreDecidedWithoutHttpClasses =
      classes()
          .that()
          .resideInAPackage("..route..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.sluice.gateway.route..");

  @ArchTest
  static final ArchRule decisionsAtTheDoorArePure =
      noClasses()
          .that()
          .haveNameMatching(".*(CrossSite|SessionCookie|TraceParent|SignInLimiter).*")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..", "io.quarkus..", "io.vertx..", "java.net..", "java.sql..");

  @ArchTest
  static final ArchRule resourcesAskUseCasesRatherThanServices =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "io.sluice.gateway.proxy..");

  @ArchTest
  static final ArchRule nobodyOpensADatabase =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");
}
