package io.sluice.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(
    packages = "io.sluice.catalog",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.sluice.catalog.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DECISIONS_KNOW_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAnyPackage("io.sluice.catalog..model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "java.sql..", "org.hibernate..");

  @ArchTest
  static final ArchRule ONLY_STORES_KNOW_THE_DATABASE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..store..", "io.sluice.catalog.health..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "org.hibernate..",
              "jakarta.persistence..",
              "io.quarkus.hibernate..",
              "io.agroal..");

  @ArchTest
  static final ArchRule ENTITIES_STAY_IN_THEIR_STORE =
      classes()
          .that()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .should()
          .bePackagePrivate()
          .andShould()
          .resideInAPackage("..store..");

  @ArchTest
  static final ArchRule ONLY_RESOURCES_SPEAK_HTTP =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Resource")
          .and()
          .haveSimpleNameNotEndingWith("Requests")
          .and()
          .resideInAPackage("io.sluice.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");
}
