package io.sluice.lineage.shape;

import java.util.List;
import java.util.Locale;

/**
 * Who made an event, as far as the producer's URI tells: integrations put their place in a
 * repository there, the version in between.
 *
 * @param name the integration (spark, airflow, dbt …), or else the repository or host; empty if not
 *     known
 * @param version its version, empty if not known
 */
public record Producer(String name, String version) {

  private static final int MAX_LENGTH = 100;

  /** What the {@code producer} of an event tells. */
  public static Producer of(String uri) {
    int scheme = uri.indexOf("://");
    String rest = scheme < 0 ? uri : uri.substring(scheme + 3);
    int end = rest.indexOf('?');
    List<String> segments = List.of((end < 0 ? rest : rest.substring(0, end)).split("/", 30));
    String version = "";
    String name = "";
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (i > 0 && version.isEmpty() && looksLikeVersion(segment)) {
        version = segment.startsWith("v") ? segment.substring(1) : segment;
      }
      if (segment.equals("integration") && i + 1 < segments.size()) {
        name = segments.get(i + 1);
      }
    }
    if (name.isEmpty()) {
      boolean repository = segments.size() > 2 && segments.get(0).contains("git");
      name = repository ? segments.get(2) : segments.get(0);
    }
    return new Producer(cut(name.toLowerCase(Locale.ROOT)), cut(version));
  }

  /** Digits with a dot or dash among them: 1.53.0, v3.2.0.Final, 2-0-2. */
  private static boolean looksLikeVersion(String segment) {
    int start = segment.startsWith("v") ? 1 : 0;
    return segment.length() > start + 2
        && Character.isDigit(segment.charAt(start))
        && (segment.indexOf('.') > 0 || segment.indexOf('-') > 0);
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
