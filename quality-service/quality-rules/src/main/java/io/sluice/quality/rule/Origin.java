package io.sluice.quality.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule was written, and what its document gives it.
 *
 * @param ofSuite whether it was read from a suite of Great Expectations
 * @param document the document's name
 * @param parameters the document's values for {@code $PARAMETER}, by name
 * @param notes what reading this rule changed or left out; for suites
 */
public record Origin(
    boolean ofSuite,
    @Nullable String document,
    Map<String, @Nullable Object> parameters,
    List<String> notes) {

  /** Of a rule that stands alone. */
  public static final Origin NONE = new Origin(false, null, Map.of(), List.of());

  /** Copies the parts. */
  public Origin {
    // Not Map.copyOf: a parameter may be null.
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    notes = List.copyOf(notes);
  }

  /** The same for another rule of the document. */
  Origin with(List<String> others) {
    return new Origin(ofSuite, document, parameters, others);
  }
}
