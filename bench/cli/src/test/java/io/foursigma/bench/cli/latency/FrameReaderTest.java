// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private final Frames frames = new Frames(4);

    @Test
    void takesTheNewestReadingOfEachSensor() throws IOException {
        FrameReader.read("""
                {"v":1,"type":"update","time":17,"sensors":[
                  {"sensor":"s10000003",
                   "reading":{"time":5,"value":1.5,"partition":2,"offset":41,"verdict":"normal",
                              "baseline":{"start":0,"end":2,"count":9,"mean":1,"std":2}},
                   "stats":{"count":3,"mean":1,"offset":99},
                   "points":[[5,2,40,1.5,"normal",null,1,2],[5,2,41,1.5,"normal",null,1,2]]},
                  {"sensor":"s10000001","reading":null,"stats":{"count":3},"points":[]},
                  {"sensor":"s10000000","reading":{"offset":0,"partition":1},"points":[],"new":{"offset":[7]}}]}
                """, 1_000, frames);
        assertThat(shown()).containsExactly("1000 3 41", "1000 0 0");
    }

    @Test
    void passesOverWhatShowsNoReadings() throws IOException {
        FrameReader.read("{\"v\":1,\"type\":\"heartbeat\",\"time\":17}", 1, frames);
        FrameReader.read(
                "{\"v\":1,\"type\":\"anomalies\",\"time\":17,\"anomalies\":[{\"sensor\":\"s10000000\"}],\"missed\":0}",
                2,
                frames);
        assertThat(shown()).isEmpty();
    }

    @Test
    void aReadingThatWasShownBeforeIsNotNew() throws IOException {
        String message = "{\"v\":1,\"sensors\":[{\"sensor\":\"s10000002\",\"reading\":{\"offset\":8}}]}";
        FrameReader.read(message, 1, frames);
        FrameReader.read(message, 2, frames);
        FrameReader.read(message.replace('8', '7'), 3, frames);
        FrameReader.read(message.replace('8', '9'), 4, frames);
        assertThat(shown()).containsExactly("1 2 8", "4 2 9");
    }

    @Test
    void refusesAnotherVersion() {
        assertThatThrownBy(() -> FrameReader.read("{\"v\":2,\"sensors\":[]}", 1, frames))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    private List<String> shown() {
        List<String> shown = new ArrayList<>();
        frames.forEach((atMicros, sensor, offset) -> shown.add(atMicros + " " + sensor + " " + offset));
        return shown;
    }
}
