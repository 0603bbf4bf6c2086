package io.sluice.lineage.evidence;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.EventTimes;
import io.sluice.lineage.event.RunId;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the routes about a dataset's facts are asked. */
public class FactQuestion {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_BATCH = 512;

  @QueryParam("namespace")
  @Nullable String namespace;

  @QueryParam("name")
  @Nullable String name;

  @QueryParam("run")
  @Nullable String run;

  @QueryParam("since")
  @Nullable String since;

  @QueryParam("batch")
  @Nullable String batch;

  @QueryParam("limit")
  @DefaultValue("100")
  int limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  @QueryParam("minPosition")
  @DefaultValue("0")
  long minPosition;

  DatasetId dataset() {
    try {
      return new DatasetId(namespace == null ? "" : namespace, name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw refusal("name", "namespace and name must name a dataset: " + e.getMessage());
    }
  }

  @Nullable Instant since() {
    if (since == null) {
      return null;
    }
    return EventTimes.parse(since)
        .map(EventTimes.EventTime::instant)
        .orElseThrow(() -> refusal("since", "since must be an RFC 3339 time"));
  }

  @Nullable UUID run() {
    try {
      return run == null ? null : RunId.of(run).uuid();
    } catch (IllegalArgumentException e) {
      throw refusal("run", String.valueOf(e.getMessage()));
    }
  }

  @Nullable String batch() {
    if (batch != null
        && (batch.isEmpty() || batch.length() > MAX_BATCH || batch.indexOf('\0') >= 0)) {
      throw refusal("batch", "batch must have 1 to " + MAX_BATCH + " characters, none of them NUL");
    }
    return batch;
  }

  int limit() {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw refusal("limit", "limit must be between 1 and " + MAX_LIMIT);
    }
    return limit;
  }

  @Nullable FactCursor after() {
    return FactCursor.read(cursor);
  }

  static ProblemException refusal(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
