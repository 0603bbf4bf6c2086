package io.sluice.lineage.hidden;

import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.graph.HiddenNodes;
import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.projection.ProjectionFollower;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is hidden, in memory. */
@Singleton
@Priority(90) // after the aliases, before the graph
public class HiddenIndex implements ProjectionFollower, HiddenNodes {

  private final HiddenStore store;
  private final SameDataset same;
  private volatile Hidden hidden = new Hidden(-1, Set.of(), List.of());

  HiddenIndex(HiddenStore store, SameDataset same) {
    this.store = store;
    this.same = same;
  }

  private record Hidden(long version, Set<UUID> nodes, List<Rule> rules) {}

  private record Rule(GraphNode.Type type, Pattern namespace, Pattern name) {}

  @Override
  public void follow(long position, long generation) throws SQLException {
    refresh();
  }

  /** Takes in what was hidden now, so that who hid it sees it. */
  synchronized void refresh() throws SQLException {
    long version = store.version();
    if (version == hidden.version) {
      return;
    }
    Set<UUID> nodes = new HashSet<>();
    List<Rule> rules = new ArrayList<>();
    for (HiddenEntry entry : store.current()) {
      if (entry.pattern()) {
        rules.add(
            new Rule(entry.type(), new Pattern(entry.namespace()), new Pattern(entry.name())));
      } else {
        nodes.add(HiddenStore.id(entry));
      }
    }
    hidden = new Hidden(version, Set.copyOf(nodes), List.copyOf(rules));
  }

  @Override
  public boolean hides(GraphNode node) {
    Hidden now = hidden;
    if (now.nodes.contains(node.id())) {
      return true;
    }
    for (Rule rule : now.rules) {
      if (rule.type == node.type()
          && rule.namespace.fits(node.namespace())
          && rule.name.fits(node.name())) {
        return true;
      }
    }
    return node.type() == GraphNode.Type.DATASET
        && !now.nodes.isEmpty()
        && same.members(node.id()).stream().anyMatch(now.nodes::contains);
  }

  @Override
  public long version() {
    return hidden.version;
  }
}
