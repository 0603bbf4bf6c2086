package io.sluice.quality.check;

import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.SourceSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to judge rules against a source with nothing registered; exactly one source is given.
 *
 * @param inline the rows that came with the request
 * @param files the files, or the table, that the request names
 * @param rules the rules; their ids differ
 * @param results how much to report
 * @param parameters values for {@code $PARAMETER}, by name
 * @param engine the engine to use
 */
public record CheckRequest(
    @Nullable InlineSource inline,
    @Nullable SourceSpec files,
    List<Rule> rules,
    ResultOptions results,
    Map<String, @Nullable Object> parameters,
    EngineChoice engine) {

  /** Copies the rules. */
  public CheckRequest {
    rules = List.copyOf(rules);
    // Not Map.copyOf: a value may be null.
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The level of the report. */
  public ResultFormat format() {
    return results.format();
  }
}
