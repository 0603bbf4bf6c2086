/**
 * The whole installation in one file, taken while it runs, and back.
 *
 * <p>An archive holds PostgreSQL's data directory with the log that makes it consistent, the
 * secrets that go with it, the files for rules, and last a manifest with the digest of everything:
 * an archive without a manifest that matches is no backup, neither when it is written nor when it
 * is restored.
 */
@NullMarked
package io.sluice.local.backup;

import org.jspecify.annotations.NullMarked;
