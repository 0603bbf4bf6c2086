package io.sluice.quality.sdk.terminal;

import java.util.Map;

/**
 * Colours text, or leaves it alone.
 *
 * @param coloured whether to colour
 */
public record Style(boolean coloured) {

  /** No colour at all. */
  public static final Style PLAIN = new Style(false);

  static Style of(boolean terminal, Map<String, String> environment) {
    String noColor = environment.getOrDefault("NO_COLOR", "");
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Style(terminal && noColor.isEmpty() && !dumb);
  }

  /** For what went well. */
  public String good(String text) {
    return wrap("32", text);
  }

  /** For what needs a look. */
  public String warning(String text) {
    return wrap("33", text);
  }

  /** For what failed. */
  public String bad(String text) {
    return wrap("31", text);
  }

  /** For what matters. */
  public String strong(String text) {
    return wrap("1", text);
  }

  /** For what may be skipped. */
  public String faint(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
