package io.sluice.quality.server.gate;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller wants to wait, as its {@code Prefer} header says. */
final class Preference {

  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})");

  private Preference() {}

  /** The wait that is preferred, bounded; by itself the usual patience. */
  static Duration wait(@Nullable String prefer, Duration usual, Duration longest) {
    if (prefer == null) {
      return usual;
    }
    String text = prefer.toLowerCase(Locale.ROOT);
    Matcher wait = WAIT.matcher(text);
    if (wait.find()) {
      Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
      return asked.compareTo(longest) > 0 ? longest : asked;
    }
    return text.contains("respond-async") ? Duration.ZERO : usual;
  }
}
