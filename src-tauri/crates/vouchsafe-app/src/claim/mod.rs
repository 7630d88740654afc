//! Claims: statements that need support, and what they rest on.

mod add;
mod list;
mod show;
mod sign_off;
mod standing;

pub use add::{ClaimEditRequest, ClaimReport, ClaimRequest, claim_add, claim_edit};
pub use list::{ClaimItem, ClaimListReport, ClaimListRequest, claim_list};
pub use show::{ClaimShowReport, ClaimWording, claim_show};
pub use sign_off::{
    InquiryItem, InquiryRequest, SignOffItem, SignOffRequest, claim_searched, claim_sign,
};
pub use standing::{StandingItem, StandingWord};

pub(crate) use standing::standing;
