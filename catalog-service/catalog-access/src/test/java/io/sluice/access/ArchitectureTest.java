package io.sluice.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.sluice.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WHO_IS_CALLING_KNOWS_NO_HTTP_SERVER =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.access")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "io.quarkus.vertx..", "java.sql..");

  @ArchTest
  static final ArchRule PROBLEMS_KNOW_NOTHING_OF_ACCESS =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.problem..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sluice.access..", "io.sluice.catalog..");
}
