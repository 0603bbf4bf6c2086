package io.sluice.quality.sdk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sluice.quality.sdk");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.sluice.quality.(sdk.*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void clientKnowsNoCommandLineAndNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("..sdk.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "picocli..", "..sdk.command..", "..sdk.terminal..", "..quality.check..", "..engine..")
        .check(CLASSES);
  }

  @Test
  void nothingNeedsServerFrameworks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "io.quarkus..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void terminalKnowsNothingOfQuality() {
    noClasses()
        .that()
        .resideInAPackage("..sdk.terminal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.quality.rule..", "io.sluice.quality.check..", "picocli..")
        .check(CLASSES);
  }
}
