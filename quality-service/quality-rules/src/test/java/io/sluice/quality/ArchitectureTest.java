package io.sluice.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the rule engine. */
@AnalyzeClasses(
    packages = "io.sluice.quality",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.sluice.quality.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule jexlIsInOneFile =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.expression\\.SafeJexl(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.jexl3..");

  @ArchTest
  static final ArchRule sqlIsInTheDialectOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages("..engine.sql..", "..engine.duckdb..", "..engine.postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.duckdb..");

  @ArchTest
  static final ArchRule expectationsKnowNoEngine =
      noClasses()
          .that()
          .resideInAPackage("..quality.expectation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..engine..", "..compile..", "..check..", "..verdict..");

  @ArchTest
  static final ArchRule enginesKnowNoExpectation =
      noClasses()
          .that()
          .resideInAPackage("..quality.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..expectation..", "..rule..", "..compile..", "..check..");

  @ArchTest
  static final ArchRule jsonAndYamlAreReadAtTheEdges =
      noClasses()
          .that()
          .resideOutsideOfPackages("..quality.rule..", "..quality.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..", "org.yaml..");

  @ArchTest
  static final ArchRule jsonSchemasAreInOneFile =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.text\\.JsonSchema(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.networknt..", "tools.jackson..");

  @ArchTest
  static final ArchRule nothingKnowsAFramework =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("jakarta..", "io.quarkus..");

  @ArchTest
  static final ArchRule expectationsAreFinal =
      classes()
          .that()
          .implement("io.sluice.quality.expectation.Expectation")
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
