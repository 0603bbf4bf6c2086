package io.sluice.lineage.marquez;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.SearchStore;
import io.sluice.lineage.history.SearchStore.Hit;
import io.sluice.lineage.history.SearchStore.Kind;
import io.sluice.lineage.history.SearchStore.Query;
import io.sluice.lineage.history.SearchStore.Sort;
import io.sluice.lineage.projection.Freshness;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The search that Marquez's web application asks when its server has OpenSearch: what it found, and
 * where the text stands in it. It looks at names, as the other search does.
 */
@Path("/api/v2beta/search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class NameSearchResource {

  private static final Page FIRST = new Page(10, 0);

  private final SearchStore search;
  private final EntityStore entities;
  private final Freshness freshness;

  NameSearchResource(SearchStore search, EntityStore entities, Freshness freshness) {
    this.search = search;
    this.entities = entities;
    this.freshness = freshness;
  }

  /** What was found, and for each the members that hold the text, with the text marked. */
  public record Found<T>(List<T> hits, List<Map<String, List<String>>> highlights) {}

  /** A job. */
  public record Job(
      @JsonProperty("run_id") @Nullable String runId,
      String name,
      String namespace,
      @Nullable String eventType,
      String type,
      ObjectNode facets,
      ObjectNode runFacets) {}

  /** A dataset. */
  public record Dataset(
      @JsonProperty("run_id") @Nullable String runId,
      String name,
      String namespace,
      @Nullable String eventType,
      ObjectNode facets) {}

  /** Jobs whose name contains the text. */
  @GET
  @Path("/jobs")
  @Operation(operationId = "searchJobs", summary = "Jobs by a part of their name")
  public Found<Job> jobs(@QueryParam("q") @DefaultValue("") String q) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    for (JobRow row : entities.jobs(ids(q, Kind.JOB))) {
      RunRow run = row.latestRun();
      jobs.add(
          new Job(
              run == null ? null : run.state().run().text(),
              row.name(),
              row.namespace(),
              run == null ? null : eventType(run),
              JobShape.type(row),
              row.facets(),
              JsonNodeFactory.instance.objectNode()));
    }
    return new Found<>(jobs, jobs.stream().map(job -> highlight(job.name, q)).toList());
  }

  /** Datasets whose name contains the text. */
  @GET
  @Path("/datasets")
  @Operation(operationId = "searchDatasets", summary = "Datasets by a part of their name")
  public Found<Dataset> datasets(@QueryParam("q") @DefaultValue("") String q) throws SQLException {
    List<Dataset> datasets = new ArrayList<>();
    for (DatasetRow row : entities.datasets(ids(q, Kind.DATASET))) {
      datasets.add(new Dataset(null, row.name(), row.namespace(), null, row.facets()));
    }
    return new Found<>(datasets, datasets.stream().map(each -> highlight(each.name, q)).toList());
  }

  private List<UUID> ids(String q, Kind kind) throws SQLException {
    Query query = new Query(SearchResource.text(q), List.of(kind), null, null, null, Sort.NAME);
    freshness.await(0);
    return search.search(query, FIRST).items().stream().map(Hit::id).toList();
  }

  /** The event that the run's state came from, as far as its state tells. */
  private static String eventType(RunRow run) {
    return switch (run.state().status()) {
      case NEW -> "OTHER";
      case RUNNING -> "START";
      case COMPLETED -> "COMPLETE";
      case ABORTED -> "ABORT";
      case FAILED -> "FAIL";
    };
  }

  private static Map<String, List<String>> highlight(String name, String text) {
    Matcher found =
        Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(name);
    String marked =
        found.replaceAll(hit -> Matcher.quoteReplacement("<em>" + hit.group() + "</em>"));
    return Map.of("name", List.of(marked));
  }
}
