package io.sluice.demo;

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
          .importPackages("io.sluice.demo");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.sluice.(demo.*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWarehouseSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..demo.warehouse..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.sql\\.(Connection|Statement|PreparedStatement|ResultSet)")
        .check(CLASSES);
  }

  @Test
  void onlyLineageKnowsTheOpenLineageClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..demo.lineage..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.openlineage..")
        .check(CLASSES);
  }

  @Test
  void theDemonstrationUsesNoServerInternals() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.quality.server..", "io.sluice.lineage..", "io.quarkus..")
        .check(CLASSES);
  }
}
