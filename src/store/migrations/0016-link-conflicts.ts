// What numbers and names say against each other waits for a person, as what is too little like a child does.
export const sql = `
alter table link_review drop constraint link_review_kind_check;
alter table link_review add constraint link_review_kind_check check (kind in ('POSSIBLE', 'MANY', 'CONFLICT'));
`
