package io.sluice.lineage.naming;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Takes the partition off the end of a path; the first segment always stays. */
final class PartitionSuffix {

  private static final Pattern KEYED = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*=.*");
  private static final Pattern DATE =
      Pattern.compile("(?:19|20)\\d\\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\\d|3[01])");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
  private static final Pattern MONTH = Pattern.compile("0[1-9]|1[0-2]");
  private static final Pattern DAY = Pattern.compile("0[1-9]|[12]\\d|3[01]");
  private static final Pattern HOUR = Pattern.compile("[01]\\d|2[0-3]");

  private final boolean keyed;
  private final boolean dates;

  PartitionSuffix(boolean keyed, boolean dates) {
    this.keyed = keyed;
    this.dates = dates;
  }

  String trim(String path) {
    // A leading slash makes an empty first segment, which is no name to be left with.
    String[] segments = path.split("/", -1);
    int least = segments[0].isEmpty() ? 2 : 1;
    int end = segments.length;
    int before;
    do {
      before = end;
      end = shorter(segments, end, least);
    } while (end < before);
    return end == segments.length ? path : String.join("/", Arrays.copyOf(segments, end));
  }

  private int shorter(String[] segments, int end, int least) {
    if (end - 1 >= least && keyed && KEYED.matcher(segments[end - 1]).matches()) {
      return end - 1;
    }
    if (!dates) {
      return end;
    }
    int date = dateBefore(segments, end, least);
    if (date < end) {
      return date;
    }
    boolean hour = end - 1 >= least && HOUR.matcher(segments[end - 1]).matches();
    int dateAndHour = hour ? dateBefore(segments, end - 1, least) : end;
    return dateAndHour < end - 1 ? dateAndHour : end;
  }

  /** Where a date that ends there begins; there if there is none. */
  private static int dateBefore(String[] segments, int end, int least) {
    if (end - 1 >= least && DATE.matcher(segments[end - 1]).matches()) {
      return end - 1;
    }
    if (end - 3 >= least
        && YEAR.matcher(segments[end - 3]).matches()
        && MONTH.matcher(segments[end - 2]).matches()
        && DAY.matcher(segments[end - 1]).matches()) {
      return end - 3;
    }
    return end;
  }
}
