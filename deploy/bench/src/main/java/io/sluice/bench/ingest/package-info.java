/** OpenLineage events over HTTP: made, sent by many connections, and compared with a bare COPY. */
package io.sluice.bench.ingest;
