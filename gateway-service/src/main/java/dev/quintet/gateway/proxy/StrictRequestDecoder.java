package dev.quintet.gateway.proxy;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;

/**
 * Takes the place of Vert.x' decoder, and refuses requests whose end two servers could see at different bytes. Vert.x'
 * lets {@code Transfer-Encoding} with {@code Content-Length} pass as chunked, and takes a request with any other
 * transfer coding for one without a body, so that the body would be the next request.
 *
 * <p>INVARIANT: after an invalid request nothing more of its connection is decoded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, 6.3</a>
 */
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final HeaderSet FRAMING = new HeaderSet("content-length", "transfer-encoding");

    private final HeadDeadlines deadlines;
    private ChannelHandlerContext context;
    /** When the first bytes of a head came that is not whole yet; 0: between requests, or in a body. */
    private long headBegunNanos;

    private boolean inBody;
    private boolean broken;

    StrictRequestDecoder(HttpServerOptions options, HeadDeadlines deadlines) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(options.getMaxInitialLineLength())
                .setMaxHeaderSize(options.getMaxHeaderSize())
                .setMaxChunkSize(options.getMaxChunkSize())
                .setInitialBufferSize(options.getDecoderInitialBufferSize())
                .setStrictLineParsing(true));
        this.deadlines = deadlines;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext removed) {
        headEnded();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ended) throws Exception {
        headEnded();
        super.channelInactive(ended);
    }

    @Override
    protected void decode(ChannelHandlerContext reading, ByteBuf bytes, List<Object> out) throws Exception {
        if (broken) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        int before = out.size();
        super.decode(reading, bytes, out);
        for (int i = before; i < out.size(); i++) {
            HttpObject part = (HttpObject) out.get(i);
            if (part instanceof HttpMessage message) {
                headEnded();
                inBody = part.decoderResult().isSuccess();
                if (HttpUtil.isTransferEncodingChunked(message)) {
                    // The reader of an earlier body.
                    context.channel().attr(Channels.BROKEN_BODY).set(null);
                }
            } else if (!part.decoderResult().isSuccess() && tellOfBrokenBody()) {
                ReferenceCountUtil.release(out.remove(i));
                return;
            }
            if (part instanceof LastHttpContent) {
                inBody = false;
            }
        }
        if (!inBody && out.size() == before && headBegunNanos == 0) {
            headBegunNanos = System.nanoTime() | 1;
            deadlines.begun(this);
        }
    }

    private void headEnded() {
        if (headBegunNanos != 0) {
            headBegunNanos = 0;
            deadlines.complete(this);
        }
    }

    /** The one who reads the body answers and closes; what else comes is nobody's. */
    private boolean tellOfBrokenBody() {
        Runnable reader = context.channel().attr(Channels.BROKEN_BODY).getAndSet(null);
        if (reader == null) {
            return false;
        }
        broken = true;
        reader.run();
        return true;
    }

    /** Answers as to a broken request if the head is late. */
    void check(long nanoTime, long patienceNanos) {
        if (headBegunNanos != 0 && nanoTime - headBegunNanos > patienceNanos) {
            headEnded();
            broken = true;
            HttpMessage late = createInvalidMessage();
            late.setDecoderResult(DecoderResult.failure(new SlowHeadException()));
            context.fireChannelRead(late);
            context.fireChannelReadComplete();
        }
    }

    /** The head did not come in time. */
    static final class SlowHeadException extends RuntimeException {
        SlowHeadException() {
            super("the head of the request is late", null, false, false);
        }
    }

    /** Vert.x' own header map, which is faster than Netty's, and validates. */
    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        return new DefaultHttpRequest(
                HttpVersion.valueOf(initialLine[2]), HttpMethod.valueOf(initialLine[0]), initialLine[1], (HttpHeaders)
                        io.vertx.core.http.HttpHeaders.headers());
    }

    /** As Netty's, but of the version that the answer is to have. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
    }

    /** Called when the headers are read and before what they say of the body is believed. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        check(message);
        return false;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }

    private static void check(HttpMessage message) {
        HttpVersion version = message.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new UnsupportedOperationException("version " + version);
        }
        HttpHeaders headers = message.headers();
        if (headers.contains("")) {
            throw new IllegalArgumentException("a header without a name");
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
            boolean chunked = codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
            if (!chunked || !version.equals(HttpVersion.HTTP_1_1)) {
                throw new IllegalArgumentException("a Transfer-Encoding other than chunked");
            }
        }
        for (String named : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : named.split(",", -1)) {
                if (FRAMING.contains(name.strip())) {
                    throw new IllegalArgumentException("a Connection header that names the framing");
                }
            }
        }
    }
}
