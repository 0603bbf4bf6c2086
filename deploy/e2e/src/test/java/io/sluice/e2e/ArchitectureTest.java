package io.sluice.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sluice.e2e")
class ArchitectureTest {

  @ArchTest
  static final ArchRule knowsSluiceFromOutsideOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.sluice.access..",
              "io.sluice.catalog..",
              "io.sluice.quality..",
              "io.sluice.lineage..",
              "io.sluice.gateway..",
              "io.sluice.local..",
              "io.sluice.demo..");

  @ArchTest
  static final ArchRule onlyOneClassStartsProcesses =
      noClasses()
          .that()
          .doNotHaveSimpleName("Command")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder");
}
