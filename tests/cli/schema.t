# needs: python3
# What extract prints is what the published schema says.

$ isnad extract $src/samples/*.txt missing.txt 2> /dev/null | $src/tests/cli/validate.py $src/docs/record.schema.json
/^[0-9]+ lines checked$|^skipped: no jsonschema$/
