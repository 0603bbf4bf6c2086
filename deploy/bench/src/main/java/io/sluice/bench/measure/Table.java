package io.sluice.bench.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table in plain text, the first column to the left, the others to the right. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with those headings. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row, as wide as the headings. */
  public Table row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException("a row is as wide as the headings");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Prints it. */
  public void print(PrintStream out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
