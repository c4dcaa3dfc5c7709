//! What a JSON schema has against a value. It knows the words that the schema of SARIF uses, and
//! stops at any other, so that nothing passes unseen.

use serde_json::Value;

/// The first thing that is wrong, with its place.
pub fn refusal(value: &Value, schema: &Value) -> Option<String> {
    Checker { root: schema }.check(value, schema, "").err()
}

struct Checker<'a> {
    root: &'a Value,
}

impl Checker<'_> {
    fn check(&self, value: &Value, schema: &Value, at: &str) -> Result<(), String> {
        let wrong = |why: String| Err(format!("{at}: {why}: {value}"));
        for (word, says) in schema.as_object().unwrap() {
            match word.as_str() {
                "$schema" | "$id" | "title" | "description" | "default" | "definitions" => {}
                "$ref" => {
                    let path = says.as_str().unwrap().strip_prefix('#').unwrap();
                    self.check(value, self.root.pointer(path).unwrap(), at)?;
                }
                "type" if !is(value, says.as_str().unwrap()) => return wrong(format!("is no {says}")),
                "enum" if !says.as_array().unwrap().contains(value) => return wrong(format!("is none of {says}")),
                "minimum" if value.as_f64() < says.as_f64() => return wrong(format!("is less than {says}")),
                "maximum" if value.as_f64() > says.as_f64() => return wrong(format!("is more than {says}")),
                "minItems" if (value.as_array().unwrap().len() as u64) < says.as_u64().unwrap() => {
                    return wrong(format!("has fewer than {says}"));
                }
                "uniqueItems" if says == true => {
                    let items = value.as_array().unwrap();
                    if items.iter().enumerate().any(|(at, item)| items[..at].contains(item)) {
                        return wrong("says a thing twice".to_owned());
                    }
                }
                "type" | "enum" | "minimum" | "maximum" | "minItems" | "uniqueItems" => {}
                "required" => {
                    if let Some(name) =
                        says.as_array().unwrap().iter().find(|n| value.get(n.as_str().unwrap()).is_none())
                    {
                        return wrong(format!("lacks {name}"));
                    }
                }
                "items" => {
                    for (place, item) in value.as_array().unwrap().iter().enumerate() {
                        self.check(item, says, &format!("{at}/{place}"))?;
                    }
                }
                "properties" => {
                    for (name, inner) in value.as_object().into_iter().flatten() {
                        if let Some(schema) = says.get(name) {
                            self.check(inner, schema, &format!("{at}/{name}"))?;
                        }
                    }
                }
                "additionalProperties" => {
                    let known = |name: &str| schema.get("properties").is_some_and(|known| known.get(name).is_some());
                    for (name, inner) in value.as_object().into_iter().flatten().filter(|(name, _)| !known(name)) {
                        match says {
                            Value::Bool(true) => {}
                            Value::Bool(false) => return wrong(format!("has an unknown `{name}`")),
                            schema => self.check(inner, schema, &format!("{at}/{name}"))?,
                        }
                    }
                }
                "anyOf" | "oneOf" => {
                    let fits = says.as_array().unwrap().iter().filter(|s| self.check(value, s, at).is_ok()).count();
                    if fits == 0 || word == "oneOf" && fits > 1 {
                        return wrong(format!("fits {fits} of {says}"));
                    }
                }
                "format" => {
                    assert!(["uri", "uri-reference"].contains(&says.as_str().unwrap()), "{at}: format {says}");
                    let text = value.as_str().unwrap();
                    if !text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte)) {
                        return wrong("is no URI".to_owned());
                    }
                }
                other => panic!("{at}: this schema checker does not know `{other}`"),
            }
        }
        Ok(())
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("this schema checker does not know the type `{other}`"),
    }
}
