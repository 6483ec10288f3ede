package dev.quintet.common.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Pieces of a page. Everything that is not ours goes through {@link #text}. */
public final class Html {

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d9dee5;--paper:#fff}
            @media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa5b4;--line:#343c48;--paper:#14181f}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:920px;
            margin:2rem auto;padding:0 1rem}
            h1{font-size:1.4rem;margin-bottom:0}h2{font-size:1.1rem;margin-top:2rem}p{color:var(--soft)}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{text-align:right;padding:.25rem .6rem;border-bottom:1px solid var(--line)}
            th:first-child,td:first-child{text-align:left}th{color:var(--soft);font-weight:600}
            svg{width:100%;height:auto;margin:.8rem 0}.title{font-weight:600;fill:var(--ink);font-size:14px}
            .tick{fill:var(--soft);font-size:11px}.grid{stroke:var(--line);fill:none}
            .band{fill:#c8385a;opacity:.13}.line{fill:none;stroke-width:1.8;stroke-linejoin:round}
            .l0{stroke:#2f6fde}.l1{stroke:#e08a1e}.l2{stroke:#c8385a}.l3{stroke:#2a9d6f}.l4{stroke:#8a5cd1}
            .l5{stroke:#5b6675}.l6{stroke:#0e8fa8}.l7{stroke:#a8660e}
            """;

    private Html() {}

    /**
     * A page that stands alone, readable in light and dark.
     *
     * @param title plain text; also the page's headline
     * @param body pieces of a page, put after the headline
     */
    public static String page(String title, String body) {
        return "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
                + "<meta name='viewport' content='width=device-width'><title>" + text(title) + "</title><style>"
                + STYLE + "</style></head><body>\n<h1>" + text(title) + "</h1>\n" + body + "</body></html>\n";
    }

    /** Text that means nothing to a browser, in an element or a quoted attribute. */
    public static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Up to five digits, without an exponent. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(Math.abs(value) >= 1e5 ? 9 : 5));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A table; texts are escaped here. */
    public static String table(List<String> heads, List<List<String>> rows) {
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
