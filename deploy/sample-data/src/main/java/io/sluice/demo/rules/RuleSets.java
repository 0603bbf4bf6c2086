package io.sluice.demo.rules;

import io.sluice.demo.pipeline.Datasets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the rule sets that the demonstration saves. */
public final class RuleSets {

  /** The gates of the sales pipeline. */
  public static final List<String> SALES = List.of("sales-daily", "sales-report");

  /** The gates of the public data. */
  public static final List<String> REFERENCES = List.of("airports", "movies", "flights");

  private RuleSets() {}

  /** The rule set of that name, with the warehouse's own name filled in. */
  public static String text(String name, Datasets datasets) throws IOException {
    try (InputStream in = RuleSets.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IOException("no rule set " + name + " in this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@WAREHOUSE@", datasets.warehouseNamespace())
          .replace("@DATABASE@", datasets.warehouseDatabase());
    }
  }
}
