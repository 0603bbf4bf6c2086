package io.sluice.lineage.facet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacetsTest {

  @Test
  void readsNestedSchemaFields() {
    var fields =
        SchemaField.in(
            json(
                "{'schema':{'fields':[{'name':'a','type':'struct','fields':[{'name':'b'}]},"
                    + "{'type':'x'},7]}}"));

    assertThat(fields).isPresent();
    assertThat(fields.get()).hasSize(1);
    assertThat(fields.get().get(0).fields()).extracting(SchemaField::name).containsExactly("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'schema':{}}", "{'schema':{'fields':null}}", "{'schema':[]}"})
  void takesASchemaWithoutFieldsAsNotSaid(String facets) {
    assertThat(SchemaField.in(json(facets))).isEmpty();
  }

  @Test
  void readsColumnLineageOfBothFacetVersions() {
    var links =
        ColumnLink.in(
                json(
                    "{'columnLineage':{'fields':{"
                        + "'x':{'inputFields':[{'namespace':'n','name':'d','field':'a',"
                        + "'transformations':[{'type':'INDIRECT','subtype':'FILTER'}]}]},"
                        + "'y':{'inputFields':[{'namespace':'n','name':'d','field':'b'},{'name':'?'}],"
                        + "'transformationType':'MASKED'}}}}"))
            .orElseThrow();

    assertThat(links).extracting(ColumnLink::field).containsExactly("x", "y");
    assertThat(links).extracting(ColumnLink::direct).containsExactly(false, true);
    assertThat(links.get(1).transformations().get(0).masking()).isTrue();
  }

  @Test
  void readsStatisticsAndLeavesOutWhatIsNoCount() {
    var read =
        Statistics.in(json("{'outputStatistics':{'rowCount':'abc','size':12,'fileCount':-1}}"));

    assertThat(read).contains(new Statistics(null, 12L, null));
  }

  @Test
  void readsTheParentUnderItsOldName() {
    var parent =
        ParentRun.in(
            json(
                "{'parentRun':{'run':{'runId':'r'},'job':{'namespace':'n','name':'j'},"
                    + "'root':{'run':{'runId':'top'}}}}"));

    assertThat(parent).isPresent();
    assertThat(parent.get().root()).hasValueSatisfying(r -> assertThat(r.text()).isEqualTo("top"));
  }

  @Test
  void takesAParentWithoutJobAsNotSaid() {
    assertThat(ParentRun.in(json("{'parent':{'run':{'runId':'r'}}}"))).isEmpty();
  }

  @Test
  void readsSparksOwnExceptionFacet() {
    assertThat(RunError.in(json("{'spark.exception':{'message':'boom','stackTrace':null}}")))
        .contains(new RunError("boom", "", ""));
  }

  @Test
  void readsANominalTimeWithoutEnd() {
    var time =
        NominalTime.in(
            json(
                "{'nominalTime':{'nominalStartTime':'2026-01-01T00:00:00Z','nominalEndTime':null}}"));

    assertThat(time).hasValueSatisfying(t -> assertThat(t.end()).isNull());
  }

  @Test
  void readsARenameWithItsPreviousName() {
    var change =
        Lifecycle.in(
            json(
                "{'lifecycleStateChange':{'lifecycleStateChange':'RENAME',"
                    + "'previousIdentifier':{'namespace':'n','name':'old'}}}"));

    assertThat(change).isPresent();
    assertThat(change.get().change()).isEqualTo(Lifecycle.Change.RENAME);
    assertThat(change.get().previous()).contains(new DatasetId("n", "old"));
  }

  @Test
  void readsSymlinks() {
    assertThat(
            Symlink.in(
                json(
                    "{'symlinks':{'identifiers':[{'namespace':'n','name':'t','type':'TABLE'},{}]}}")))
        .containsExactly(new Symlink(new DatasetId("n", "t"), "TABLE"));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
