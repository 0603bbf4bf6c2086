package io.sluice.lineage.marquez;

import java.util.regex.Pattern;

/** Takes passwords out of URLs, so that they are not kept. */
final class Credentials {

  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@?#\\s]*:[^/@?#\\s]*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;][^=&;]*(?:password|passwd|pwd|secret|token|key)[^=&;]*=)[^&;]*");

  private Credentials() {}

  /** The URL without user and password, and with values of parameters that name secrets masked. */
  static String without(String url) {
    String bare = USER_INFO.matcher(url).replaceAll("");
    return PARAMETER.matcher(bare).replaceAll("$1***");
  }
}
