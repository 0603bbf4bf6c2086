package io.sluice.lineage.hidden;

import io.sluice.lineage.graph.GraphNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was hidden.
 *
 * @param id its number
 * @param type jobs or datasets
 * @param namespace the namespace, or a pattern of namespaces
 * @param name the name, or a pattern of names
 * @param pattern whether {@code *} in the two stands for any text
 * @param reason why
 * @param hiddenBy who hid it
 * @param hiddenAt when
 * @param broughtBackBy who brought it back, null while it is hidden
 * @param broughtBackAt when it was brought back
 */
public record HiddenEntry(
    long id,
    GraphNode.Type type,
    String namespace,
    String name,
    boolean pattern,
    String reason,
    String hiddenBy,
    Instant hiddenAt,
    @Nullable String broughtBackBy,
    @Nullable Instant broughtBackAt) {}
