/**
 * How a server says that something is wrong: as an RFC 9457 problem with a stable type. A resource
 * throws a {@link io.sluice.problem.ProblemException}; {@link io.sluice.problem.ProblemMappers}
 * turns it and the framework's own exceptions into answers, and {@link
 * io.sluice.problem.RouterProblems} does so for what fails before a resource is reached.
 */
@NullMarked
package io.sluice.problem;

import org.jspecify.annotations.NullMarked;
