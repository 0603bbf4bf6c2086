package io.sluice.lineage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.sluice.lineage",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.sluice.lineage.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule decisionsKnowNeitherSqlNorHttp =
      noClasses()
          .that()
          .haveSimpleName("EdgeBook")
          .or()
          .haveSimpleName("EdgeInterval")
          .or()
          .haveSimpleName("Observed")
          .or()
          .haveSimpleName("GraphBuilder")
          .or()
          .haveSimpleName("GraphView")
          .or()
          .haveSimpleName("Walker")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "jakarta..", "io.quarkus..");

  @ArchTest
  static final ArchRule resourcesWriteNoSql =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage("javax.sql..")
                  .or(JavaClass.Predicates.type(java.sql.Connection.class)));
}
