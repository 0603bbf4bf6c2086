package io.sluice.quality.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.sluice.quality.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.sluice.quality.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule domainKnowsNoFrameworkAndNoSql =
      noClasses()
          .that()
          .resideInAnyPackage("..server.batch..", "..server.decision..", "..server.samples..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "java.sql..", "io.smallrye..");

  @ArchTest
  static final ArchRule sqlIsWrittenInStoresOnly =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Store")
          .and()
          .haveSimpleNameNotEndingWith("Rows")
          .and()
          .haveSimpleNameNotContaining("WorkQueue")
          .and()
          .haveSimpleNameNotContaining("DurableDatabaseCheck")
          .and()
          .resideOutsideOfPackage("..server.database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule httpIsSpokenInResourcesOnly =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Resource")
          .and()
          .doNotHaveSimpleName("Answers")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..");
}
