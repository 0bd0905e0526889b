-- A list that is narrowed stays in its order: what narrows it stands beside the order, so that
-- no line of the table is fetched for it. It also serves the whole list.
CREATE INDEX organization_list_filters ON organization_list(
  sort, rec, province, status, status_since, status_before, kind, form, purpose
);
DROP INDEX organization_list_sort;
