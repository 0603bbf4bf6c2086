package io.sluice.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sluice.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.sluice.local.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sqlIsSpokenInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("..postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule httpIsSpokenInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("..client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule onlyCommandsKnowTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackage("..command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule nothingDependsOnCommandsButMain =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..platform..", "..postgres..", "..process..", "..home..", "..backup..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..command..");
}
