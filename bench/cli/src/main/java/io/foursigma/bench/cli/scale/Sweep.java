// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.bench.cli.Calm;
import io.foursigma.bench.cli.Contestant;
import io.foursigma.bench.cli.Course;
import io.foursigma.bench.cli.Heat;
import io.foursigma.bench.cli.RaceTrack;
import io.foursigma.bench.workload.Measurement;
import io.foursigma.local.cli.CliException;
import io.foursigma.local.cli.Steps;
import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.ServerStartException;
import io.foursigma.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures one point after the other, and keeps what it has. */
final class Sweep {

    private static final Contestant THIS_SYSTEM = Contestant.FOURSIGMA;

    private final LocalServers servers;
    private final RaceTrack track;
    private final boolean quick;
    private final Path reports;
    private final Steps steps;

    /**
     * A sweep.
     *
     * @param servers all servers
     * @param track where the heats are run
     * @param quick whether nothing is warmed up, and nobody waits until the servers have come to rest
     * @param reports folder of the report
     * @param steps told of each point
     */
    Sweep(LocalServers servers, RaceTrack track, boolean quick, Path reports, Steps steps) {
        this.servers = servers;
        this.track = track;
        this.quick = quick;
        this.reports = reports;
        this.steps = steps;
    }

    /**
     * Measures points; after each of them the report holds all that was measured so far. The first to use the stores would
     * pay for all that comes after, so one run over the base comes before and does not count.
     *
     * @param begun what nothing was measured of yet
     * @return the same and everything that was measured
     */
    Scale run(Scale begun, Base base, Map<String, String> settings, List<Point> points)
            throws IOException, InterruptedException, ServerStartException {
        if (!quick) {
            Course course = track.fill(base.workload(), settings);
            track.run(course, track.ownNames(course, THIS_SYSTEM), THIS_SYSTEM, 0);
        }
        Scale scale = begun;
        for (Point point : points) {
            scale = measured(scale, point);
            scale.write(reports.resolve("scale.json"));
            Files.writeString(reports.resolve("scale.md"), ScalePage.of(scale));
        }
        return scale;
    }

    private Scale measured(Scale before, Point point) throws IOException, InterruptedException {
        try {
            Outcome outcome = measure(point);
            tell(outcome);
            return before.with(outcome);
        } catch (CliException | ServerStartException e) {
            // A process that came to no end, for want of memory or time, says nothing about the next point.
            steps.line(point + ": not measured: " + e.getMessage());
            return before.with(new Scale.Failure(point, String.valueOf(e.getMessage())));
        }
    }

    private Outcome measure(Point point) throws IOException, InterruptedException, ServerStartException {
        Course course = track.fill(point.workload(), point.settings());
        if (!quick) {
            Calm.await(servers);
        }
        Settings own = track.ownNames(course, THIS_SYSTEM);
        Heat heat = track.run(course, own, THIS_SYSTEM, 1);
        if (!point.dimension().recovers()) {
            return new Outcome(point, heat, null);
        }
        Measurement recovery = track.goOn(course, own, THIS_SYSTEM);
        return new Outcome(point, heat, recovery);
    }

    private void tell(Outcome outcome) {
        Heat heat = outcome.heat();
        steps.line("%-24s %,8.0f thousand/s  warm %,8.0f  %6.2f CPU-s/million  warm %6.2f  %,6.0f MiB  %s"
                .formatted(
                        outcome.point(),
                        outcome.rate(),
                        outcome.warmRate(),
                        outcome.cpu(),
                        outcome.warmCpu(),
                        outcome.peak(),
                        heat.correct()
                                ? heat.found() + " anomalies"
                                : "WRONG: " + heat.missed() + " missed, " + heat.wrong() + " too many"));
    }
}
