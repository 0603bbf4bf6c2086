package io.sluice.demo.lineage;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job.
 *
 * @param id its id
 * @param job the job
 * @param day the day it is for; null for runs that are not about a day
 * @param parent the run that it is a part of
 */
public record JobRun(UUID id, JobSpec job, @Nullable LocalDate day, @Nullable JobRun parent) {}
