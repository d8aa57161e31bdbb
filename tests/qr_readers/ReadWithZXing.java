import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints what ZXing for Java reads in each of the pictures (PGM) whose paths are given, a line each, empty for nothing. */
public class ReadWithZXing {
    public static void main(String[] paths) throws Exception {
        for (String path : paths) {
            byte[] bytes = Files.readAllBytes(Path.of(path));
            String begin = new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.ISO_8859_1);
            Matcher header = Pattern.compile("^P5\\s(\\d+)\\s(\\d+)\\s255\\s").matcher(begin);
            header.find();
            int width = Integer.parseInt(header.group(1)), height = Integer.parseInt(header.group(2));
            byte[] pixels = Arrays.copyOfRange(bytes, header.end(), header.end() + width * height);
            var source = new PlanarYUVLuminanceSource(pixels, width, height, 0, 0, width, height, false);
            String found = "";
            try {
                found = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
            } catch (ReaderException nothing) {
                // An empty line says so.
            }
            System.out.println(found);
        }
    }
}
