package dev.quintet.workload.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Pieces of a page. Everything that is not ours goes through {@link #text}. */
final class Html {

    private Html() {}

    /** Text that means nothing to a browser, in an element or a quoted attribute. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Up to five digits, without an exponent. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(Math.abs(value) >= 1e5 ? 9 : 5));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A table; texts are escaped here. */
    static String table(List<String> heads, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<table><thead><tr>");
        heads.forEach(head -> table.append("<th>").append(text(head)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            table.append("<tr>");
            row.forEach(cell -> table.append("<td>").append(text(cell)).append("</td>"));
            table.append("</tr>\n");
        }
        return table.append("</tbody></table>\n").toString();
    }
}
