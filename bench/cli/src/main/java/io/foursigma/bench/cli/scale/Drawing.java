// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.AxesChartSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;

/** Draws graphs as SVG. The same outcomes give the same bytes on the same machine: letters are outlines of its fonts. */
final class Drawing {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final double DECADE = 10;

    static {
        // Before AWT is loaded: there may be no screen.
        System.setProperty("java.awt.headless", "true");
    }

    private static final Pattern DECIMALS = Pattern.compile("(\\.\\d\\d)\\d+");

    private Drawing() {}

    /** The SVG of a graph over at least one outcome, all of its dimension. */
    static String svg(Graph graph, List<Outcome> outcomes) throws IOException {
        Chart<?, ?> chart = graph.dimension() == Dimension.HOT ? bars(graph, outcomes) : curves(graph, outcomes);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        // A hundredth of a pixel is fine enough, and outlines of letters are most of the file.
        return withTitle(DECIMALS.matcher(bytes.toString(UTF_8)).replaceAll("$1"), graph);
    }

    private static XYChart curves(Graph graph, List<Outcome> outcomes) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        AxesChartStyler styler = chart.getStyler();
        dress(chart, styler, graph);
        double[] sizes = outcomes.stream()
                .mapToDouble(outcome -> outcome.point().value())
                .toArray();
        styler.setXAxisLogarithmic(sizes[sizes.length - 1] / sizes[0] >= DECADE);
        styler.setXAxisDecimalPattern("#,##0");
        for (Graph.Line line : graph.lines()) {
            double[] figures = outcomes.stream().mapToDouble(line.figure()).toArray();
            place(line, chart.addSeries(line.name(), sizes, figures));
        }
        return chart;
    }

    private static CategoryChart bars(Graph graph, List<Outcome> outcomes) {
        CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
        dress(chart, chart.getStyler(), graph);
        List<String> sizes = outcomes.stream()
                .map(outcome -> Integer.toString(outcome.point().value()))
                .toList();
        for (Graph.Line line : graph.lines()) {
            List<Double> figures =
                    outcomes.stream().map(line.figure()::applyAsDouble).toList();
            place(line, chart.addSeries(line.name(), sizes, figures));
        }
        return chart;
    }

    private static void place(Graph.Line line, AxesChartSeries series) {
        series.setYAxisGroup(line.onRight() ? RIGHT : LEFT);
    }

    private static void dress(Chart<?, ?> chart, AxesChartStyler styler, Graph graph) {
        chart.setTitle(graph.title());
        chart.setXAxisTitle(graph.dimension().title());
        chart.setYAxisGroupTitle(LEFT, graph.left());
        styler.setYAxisMin(LEFT, 0.0);
        if (!graph.right().isEmpty()) {
            chart.setYAxisGroupTitle(RIGHT, graph.right());
            styler.setYAxisGroupPosition(RIGHT, YAxisPosition.Right);
            styler.setYAxisMin(RIGHT, 0.0);
        }
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setYAxisDecimalPattern("#,##0.###");
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
    }

    /** Letters are outlines, which no reader reads aloud: the words stand beside them. */
    private static String withTitle(String svg, Graph graph) {
        int inside = svg.indexOf('>', svg.indexOf("<svg")) + 1;
        String words = "%n  <title>%s</title>%n  <desc>Left: %s.%s</desc>"
                .formatted(
                        graph.title(), graph.left(), graph.right().isEmpty() ? "" : " Right: " + graph.right() + ".");
        return svg.substring(0, inside) + words + svg.substring(inside);
    }
}
