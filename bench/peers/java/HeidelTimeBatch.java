import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.text.SimpleDateFormat;
import java.util.stream.Collectors;

/** Arabic news through HeidelTime in one process. Arguments: config.props, a folder of texts named NUMBER_YYYY-MM-DD,
 *  a folder for the TimeML. */
public class HeidelTimeBatch {
  public static void main(String[] args) throws Exception {
    HeidelTimeStandalone tagger =
        new HeidelTimeStandalone(Language.ARABIC, DocumentType.NEWS, OutputType.TIMEML, args[0], POSTagger.NO);
    SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd");
    try (var texts = Files.list(Paths.get(args[1]))) {
      for (Path text : texts.sorted().collect(Collectors.toList())) {
        String name = text.getFileName().toString();
        String timeml = tagger.process(Files.readString(text), day.parse(name.substring(name.indexOf('_') + 1)));
        Files.writeString(Paths.get(args[2], name), timeml);
      }
    }
  }
}
