//! How far customers are from places. The customers' own is an expression over them, that of
//! their addresses the smallest over the rows of each; a postcode is looked up in one row.

use super::condition::{Facts, Scope};
use super::context::{self, CUSTOMER, Context, column, named};
use super::customers;
use super::error::Result;
use super::text::{same_case, text};
use super::{needs, read, rows};
use crate::types::Whereabouts;
use crate::types::ir::{ColumnRef, Condition, Distance, Fact, Place, Value, fold};
use crate::vocabulary::{CUSTOMERS, MOST_DEGREES, POSTCODES};
use datafusion::arrow::datatypes::DataType;
use datafusion::functions::core::expr_fn::least;
use datafusion::functions::math::expr_fn::{atan2, cos, radians, round, sin, sqrt};
use datafusion::functions_aggregate::expr_fn::{first_value, min};
use datafusion::logical_expr::Operator::StringConcat;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, binary_expr, cast, lit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What stands between a postcode and its country.
const BETWEEN: &str = "\u{1F}";

/// Degrees of latitude and longitude, as columns of a plan or numbers.
type Degrees = [Expr; 2];

/// The customers' columns that say where they are, if the segments ask for it.
pub(super) fn columns(cx: &Context, segments: &[Condition]) -> Vec<ColumnRef> {
    let mut some = false;
    for segment in segments {
        needs::for_each_value(segment, &mut |value| {
            some |= matches!(value, Value::Fact(fact) if fact.distance().is_some());
        });
    }
    let way = cx.model.whereabouts(CUSTOMERS).filter(|_| some);
    way.map(|way| way.columns(CUSTOMERS)).unwrap_or_default()
}

/// Adds to the customers how far they are from each of several places.
pub(super) fn join(cx: &Context, plan: LogicalPlan, distances: &[&Distance], facts: &mut Facts) -> Result<LogicalPlan> {
    if distances.is_empty() {
        return Ok(plan);
    }
    let mut plan = plan;
    let mut found: Vec<Vec<Expr>> = vec![Vec::new(); distances.len()];
    for (table, way) in cx.model.tables_of_places() {
        let metres = match table {
            CUSTOMERS => {
                let columns = plan.schema().columns();
                let (with_places, metres) = metres(cx, plan, table, way, distances)?;
                let names = (0..distances.len()).map(|number| format!("w{number}"));
                let added = metres.into_iter().zip(names.clone()).map(|(metres, name)| metres.alias(name));
                let columns = columns.into_iter().map(Expr::Column).chain(added);
                plan = context::project(with_places, columns.collect())?;
                names.map(named).collect::<Vec<_>>()
            }
            _ => {
                let owner = format!("{table}/customer");
                let names: Vec<String> = (0..distances.len()).map(|number| format!("w{number}n")).collect();
                let nearest = nearest(cx, table, way, distances, &owner, &names)?;
                plan = context::join_left(plan, nearest, (customers::key(), named(owner)))?;
                names.into_iter().map(named).collect()
            }
        };
        found.iter_mut().zip(metres).for_each(|(found, metres)| found.push(metres));
    }
    for (distance, found) in distances.iter().zip(found) {
        let nearest = match <[Expr; 1]>::try_from(found) {
            Ok([only]) => only,
            // What is not known of one is no reason to leave out the other.
            Err(several) if !several.is_empty() => least(several),
            Err(_) => cast(lit(datafusion::common::ScalarValue::Null), DataType::Int64),
        };
        facts.values.insert(Fact::Distance((*distance).clone()), nearest);
    }
    Ok(plan)
}

/// The smallest distance of each customer's rows of a table.
fn nearest(
    cx: &Context,
    table: &str,
    way: Whereabouts,
    distances: &[&Distance],
    owner: &str,
    names: &[String],
) -> Result<LogicalPlan> {
    let customer = ColumnRef::new(table, CUSTOMER);
    let plan = read::read(cx, table, way.columns(table).into_iter().chain([customer.clone()]))?;
    let plan = rows::existing(cx, plan, &column(&customer), None)?;
    let (plan, metres) = metres(cx, plan, table, way, distances)?;
    let nearest = metres.into_iter().zip(names).map(|(metres, name)| min(metres).alias(name));
    Ok(LogicalPlanBuilder::from(plan)
        .aggregate([column(&customer).alias(owner)], nearest.collect::<Vec<_>>())?
        .build()?)
}

/// The rows of a table with what it takes to say how far each is from the places.
fn metres(
    cx: &Context,
    plan: LogicalPlan,
    table: &str,
    way: Whereabouts,
    distances: &[&Distance],
) -> Result<(LogicalPlan, Vec<Expr>)> {
    let (mut plan, here) = located(cx, plan, table, way)?;
    let mut metres = Vec::new();
    for (number, distance) in distances.iter().enumerate() {
        let there = match &distance.from {
            Place::At { latitude, longitude, .. } => [latitude, longitude].map(|degrees| lit(number_of(*degrees))),
            Place::Postcode { code, country } => {
                let names = ["latitude", "longitude"].map(|name| format!("{table}/place{number}.{name}"));
                plan = LogicalPlanBuilder::from(plan)
                    .cross_join(one_postcode(cx, code, country.as_deref(), &names)?)?
                    .build()?;
                names.map(named)
            }
        };
        metres.push(between(here.clone(), there));
    }
    Ok((plan, metres))
}

fn number_of(degrees: Decimal) -> f64 {
    degrees.to_f64().unwrap_or_default()
}

/// The rows of a table, and where they are.
fn located(cx: &Context, plan: LogicalPlan, table: &str, way: Whereabouts) -> Result<(LogicalPlan, Degrees)> {
    let of_country = match way {
        Whereabouts::Degrees => {
            let schema = plan.schema().clone();
            let degrees = degrees(&Scope::rows(cx, &schema), table)?;
            return Ok((plan, degrees));
        }
        Whereabouts::Postcode { of_country } => of_country,
    };
    let names = ["key", "latitude", "longitude"].map(|name| format!("{table}/postcode.{name}"));
    let [key, latitude, longitude] = &names;
    let schema = plan.schema().clone();
    let own = postcode_key(&Scope::rows(cx, &schema), table, of_country)?;
    let postcodes = postcodes(cx)?;
    let schema = postcodes.schema().clone();
    let scope = Scope::rows(cx, &schema);
    let group = postcode_key(&scope, POSTCODES, of_country)?.alias(key);
    let values = place_of(degrees(&scope, POSTCODES)?, [latitude, longitude]);
    let postcodes = LogicalPlanBuilder::from(postcodes).aggregate([group], values)?.build()?;
    let plan = context::join_left(plan, postcodes, (own, named(key)))?;
    Ok((plan, [named(latitude), named(longitude)]))
}

/// Where one postcode is: one row, of nothing where there is no such postcode.
fn one_postcode(cx: &Context, code: &str, country: Option<&str>, names: &[String; 2]) -> Result<LogicalPlan> {
    let postcodes = postcodes(cx)?;
    let schema = postcodes.schema().clone();
    let scope = Scope::rows(cx, &schema);
    let is = |name: &str, value: &str| {
        let value = text(&fold(value));
        Ok::<Expr, super::PlanError>(same_case(scope.column(&ColumnRef::new(POSTCODES, name))?).eq(value))
    };
    let mut filter = is("postcode", code)?;
    if let Some(country) = country {
        filter = filter.and(is("country", country)?);
    }
    let values = place_of(degrees(&scope, POSTCODES)?, [&names[0], &names[1]]);
    Ok(LogicalPlanBuilder::from(postcodes).filter(filter)?.aggregate(Vec::<Expr>::new(), values)?.build()?)
}

/// The postcodes of the project whose place is known.
fn postcodes(cx: &Context) -> Result<LogicalPlan> {
    let of_country = cx.model.postcodes().unwrap_or_default();
    let columns = Whereabouts::Postcode { of_country }.columns(POSTCODES).into_iter();
    let plan = read::read(cx, POSTCODES, columns.chain(Whereabouts::Degrees.columns(POSTCODES)))?;
    let schema = plan.schema().clone();
    let [latitude, longitude] = degrees(&Scope::rows(cx, &schema), POSTCODES)?;
    Ok(LogicalPlanBuilder::from(plan).filter(latitude.is_not_null().and(longitude.is_not_null()))?.build()?)
}

/// A postcode, with its country where it is one of a country.
fn postcode_key(scope: &Scope, table: &str, of_country: bool) -> Result<Expr> {
    let get = |name: &str| Ok::<Expr, super::PlanError>(same_case(scope.column(&ColumnRef::new(table, name))?));
    let code = get("postcode")?;
    if !of_country {
        return Ok(code);
    }
    let country = binary_expr(get("country")?, StringConcat, lit(BETWEEN));
    Ok(binary_expr(country, StringConcat, code))
}

/// Of several places of one postcode, the one that is farthest south, and then west.
fn place_of(degrees: Degrees, names: [&String; 2]) -> Vec<Expr> {
    let order: Vec<_> = degrees.iter().map(|degrees| degrees.clone().sort(true, false)).collect();
    degrees.into_iter().zip(names).map(|(degrees, name)| first_value(degrees, order.clone()).alias(name)).collect()
}

/// Where the rows of a table say that they are; missing where that cannot be.
fn degrees(scope: &Scope, table: &str) -> Result<Degrees> {
    let [latitude, longitude] = MOST_DEGREES.map(|(name, most)| {
        let value = scope.column(&ColumnRef::new(table, name))?;
        let most = f64::from(most);
        let value = cast(value, DataType::Float64);
        let is_one = value.clone().between(lit(-most), lit(most));
        Ok::<Expr, super::PlanError>(Expr::Case(Case::new(None, vec![(Box::new(is_one), Box::new(value))], None)))
    });
    Ok([latitude?, longitude?])
}

/// Metres along the great circle, whole: a form that is as exact for points that are near
/// each other as for those on opposite sides.
fn between([latitude, longitude]: Degrees, [of_latitude, of_longitude]: Degrees) -> Expr {
    let (own, other) = (radians(latitude), radians(of_latitude));
    let apart = radians(of_longitude - longitude);
    let east = cos(other.clone()) * sin(apart.clone());
    let north = cos(own.clone()) * sin(other.clone()) - sin(own.clone()) * cos(other.clone()) * cos(apart.clone());
    let across = sqrt(east.clone() * east + north.clone() * north);
    let along = sin(own.clone()) * sin(other.clone()) + cos(own) * cos(other) * cos(apart);
    let metres = atan2(across, along) * lit(Distance::EARTH);
    cast(round(vec![metres]), DataType::Int64)
}
