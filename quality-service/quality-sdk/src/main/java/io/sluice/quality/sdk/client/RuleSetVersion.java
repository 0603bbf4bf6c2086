package io.sluice.quality.sdk.client;

import java.util.List;

/**
 * A rule set as the server keeps it.
 *
 * @param name the rule set's name, which is its gate's
 * @param version the version's number
 * @param warnings what the server noted while saving it
 * @param json the answer as the server sent it
 */
public record RuleSetVersion(String name, int version, List<String> warnings, String json) {

  /** Copies the warnings. */
  public RuleSetVersion {
    warnings = List.copyOf(warnings);
  }
}
