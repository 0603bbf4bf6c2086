package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The arguments of runs, from the {@code executionParameters} facet (OpenLineage 1-0-0), so that a
 * list of runs need not fetch facets.
 */
@Singleton
@Priority(28)
public class RunArgsPart implements ProjectionPart {

  /** What is longer stays in the facet only. */
  private static final int MAX_CHARS = 64 << 10;

  @Override
  public List<String> tables() {
    return List.of("run_args");
  }

  @Override
  public Gathering gather() {
    return new Args();
  }

  private static final class Args implements Gathering {

    private final Map<UUID, Latest<String>> args = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      UUID id = event.run();
      if (id != null && event.event() instanceof RunEvent run) {
        JsonNode parameters = run.runFacets().path("executionParameters").path("parameters");
        if (parameters.isArray() && !parameters.isEmpty()) {
          args.merge(id, event.report(read(parameters)), Latest::newer);
        }
      }
    }

    private static String read(JsonNode parameters) {
      ObjectNode read = JsonNodeFactory.instance.objectNode();
      int left = MAX_CHARS;
      for (JsonNode parameter : parameters) {
        String key = parameter.path("key").asText("");
        JsonNode value = parameter.path("value");
        String text = value.isTextual() ? value.textValue() : value.toString();
        left -= key.length() + text.length();
        if (!key.isEmpty() && !value.isMissingNode() && !value.isNull() && left >= 0) {
          read.put(key, text);
        }
      }
      return read.toString();
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows = new Rows("uuid", "text", "timestamptz", "text");
      args.forEach((run, newest) -> rows.add(run, newest.value(), newest.at(), newest.digest()));
      rows.insert(
          connection,
          "run_args",
          "on conflict (run_id) do update set args = excluded.args,"
              + " event_time = excluded.event_time, digest = excluded.digest"
              + " where (excluded.event_time, excluded.digest) > (run_args.event_time,"
              + " run_args.digest)");
    }
  }
}
